package dev.lamina.engine.bundle;

import dev.lamina.engine.value.container.RunFailedException;
import dev.lamina.image.RunConfig;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The command of a container, out of the image's config and what the user says instead.
public final class ContainerCommand {

    private ContainerCommand() {}

    /// Returns the command with its arguments: the entrypoint, then the rest.
    ///
    /// A command of the user replaces the image's `Cmd`. An entrypoint of the user replaces both the
    /// image's `Entrypoint` and its `Cmd`, which was made for the other entrypoint. One empty word is
    /// no entrypoint, whoever says it: `ENTRYPOINT [""]` takes away that of the image below, and its
    /// `Cmd` then stands alone (moby, `mergeAndVerifyConfig`).
    ///
    /// @param command    what the user says after the image; empty for the image's own
    /// @param entrypoint what the user says instead of the image's own
    /// @throws RunFailedException if that leaves nothing to run
    public static List<String> of(
            RunConfig config, List<String> command, Optional<String> entrypoint)
            throws RunFailedException {
        List<String> first =
                entrypoint.isPresent()
                        ? List.of(entrypoint.get())
                        : config.entrypoint().orElse(List.of());
        List<String> arguments = new ArrayList<>(first.equals(List.of("")) ? List.of() : first);
        if (!command.isEmpty()) {
            arguments.addAll(command);
        } else if (entrypoint.isEmpty()) {
            arguments.addAll(config.cmd().orElse(List.of()));
        }
        check(arguments);
        return arguments;
    }

    private static void check(List<String> arguments) throws RunFailedException {
        if (arguments.isEmpty()) {
            throw new RunFailedException(RunFailedException.NOT_MADE, "no command specified");
        }
        for (String argument : arguments) {
            // It would end the argument for the kernel, and so hide the rest of it.
            if (argument.indexOf(0) >= 0) {
                throw new RunFailedException(
                        RunFailedException.NOT_MADE,
                        "command: expected arguments without NUL, got one in \""
                                + argument.replace('\0', '?')
                                + '"');
            }
        }
    }
}

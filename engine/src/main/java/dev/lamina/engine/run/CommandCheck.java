package dev.lamina.engine.run;

import dev.lamina.engine.bundle.ContainerEnvironment;
import dev.lamina.engine.bundle.RootDirectory;
import dev.lamina.engine.bundle.RunFailedException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Looks whether a container's command can be started, before the runtime tries: what the runtime
/// says on the container's own standard error nobody could tell from the command's output.
final class CommandCheck {

    private final RootDirectory root;
    private final ContainerRecord container;

    CommandCheck(RootDirectory root, ContainerRecord container) {
        this.root = root;
        this.container = container;
    }

    /// Checks the command.
    ///
    /// @throws RunFailedException with 127 if there is no such program, with 126 if there is a file
    ///     that is no program
    void check() throws IOException {
        String command = container.command().getFirst();
        boolean found = false;
        for (String candidate : candidates(command)) {
            if (isLater(candidate)) {
                return;
            }
            Optional<Path> file = root.find(candidate);
            if (file.isPresent()) {
                found = true;
                if (Files.isRegularFile(file.get()) && Files.isExecutable(file.get())) {
                    return;
                }
            }
        }
        throw failure(command, found);
    }

    private List<String> candidates(String command) {
        if (command.startsWith("/")) {
            return List.of(command);
        }
        if (command.contains("/")) {
            return List.of(container.workingDirectory() + "/" + command);
        }
        List<String> candidates = new ArrayList<>();
        for (String directory : path().split(":")) {
            candidates.add((directory.isEmpty() ? "." : directory) + "/" + command);
        }
        return candidates;
    }

    private String path() {
        for (String variable : container.environment()) {
            if (variable.startsWith("PATH=")) {
                return variable.substring("PATH=".length());
            }
        }
        return ContainerEnvironment.DEFAULT_PATH;
    }

    /// What the runtime will mount there, only the container will see.
    private static boolean isLater(String path) {
        return path.startsWith("/dev/") || path.startsWith("/proc/");
    }

    private static RunFailedException failure(String command, boolean found) {
        if (found) {
            return new RunFailedException(
                    RunFailedException.NOT_EXECUTABLE,
                    "exec: \"" + command + "\": permission denied");
        }
        return new RunFailedException(
                RunFailedException.NOT_FOUND,
                command.contains("/")
                        ? "exec: \""
                                + command
                                + "\": stat "
                                + command
                                + ": no such file or directory"
                        : "exec: \"" + command + "\": executable file not found in $PATH");
    }
}

package dev.lamina.engine.run;

import dev.lamina.engine.bundle.ContainerEnvironment;
import dev.lamina.engine.bundle.RootDirectory;
import dev.lamina.engine.container.ContainerRecord;
import dev.lamina.engine.program.FileAccess;
import dev.lamina.engine.program.Machine;
import dev.lamina.engine.program.ProgramCheck;
import dev.lamina.engine.program.RegisteredFormats;
import dev.lamina.engine.value.container.RunFailedException;

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
    private final FileAccess access;

    /// @param access of the user that the command runs as
    CommandCheck(RootDirectory root, ContainerRecord container, FileAccess access) {
        this.root = root;
        this.container = container;
        this.access = access;
    }

    /// Checks the command.
    ///
    /// @throws RunFailedException with 127 if there is no such program or it needs another that is not
    ///     there, with 126 if there is a file that is no program, or none that the user may execute
    void check() throws IOException {
        String command = container.command().getFirst();
        ProgramCheck program = programs(command);
        Optional<Path> found = Optional.empty();
        for (String candidate : candidates(command)) {
            if (ProgramCheck.isLater(candidate)) {
                return;
            }
            Optional<Path> file = root.find(candidate);
            if (file.isPresent() && program.mayExecute(file.get())) {
                program.check(file.get());
                return;
            }
            found = found.or(() -> file);
        }
        throw failure(command, found);
    }

    private ProgramCheck programs(String command) {
        return new ProgramCheck(
                root,
                access,
                RegisteredFormats.read(RegisteredFormats.KERNEL),
                new Machine(System.getProperty("os.arch")),
                command,
                container.workingDirectory());
    }

    private List<String> candidates(String command) {
        if (command.isEmpty()) {
            return List.of();
        }
        if (command.startsWith("/")) {
            return List.of(command);
        }
        if (command.contains("/")) {
            return List.of(container.workingDirectory() + "/" + command);
        }
        List<String> candidates = new ArrayList<>();
        for (String directory : path().split(":")) {
            String from = directory.startsWith("/") ? "" : container.workingDirectory() + "/";
            candidates.add(from + directory + "/" + command);
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

    private static RunFailedException failure(String command, Optional<Path> found) {
        if (found.isPresent()) {
            String what = Files.isDirectory(found.get()) ? "is a directory: " : "";
            return new RunFailedException(
                    RunFailedException.NOT_EXECUTABLE,
                    "exec: \"" + command + "\": " + what + "permission denied");
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

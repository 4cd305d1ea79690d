package dev.lamina.linux;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The directories in which the programs of this machine are looked for.
///
/// The superuser runs what is found. So a part of `PATH` that is empty or relative, which means the
/// current directory, counts for nothing, and neither does a directory or a file that everybody can
/// write.
///
/// @param directories absolute, in the order in which they are searched
public record SearchPath(List<Path> directories) {

    /// The directories of programs for the superuser, which `PATH` often lacks for others.
    private static final List<String> SYSTEM =
            List.of("/usr/local/sbin", "/usr/local/bin", "/usr/sbin", "/usr/bin", "/sbin", "/bin");

    public SearchPath {
        directories = List.copyOf(directories);
        for (Path directory : directories) {
            if (!directory.isAbsolute()) {
                throw new IllegalArgumentException(
                        "search path: expected absolute directories, got " + directory);
            }
        }
    }

    /// Returns the directories that an environment names in `PATH`, then the system's own.
    public static SearchPath of(Map<String, String> environment) {
        List<Path> directories = new ArrayList<>();
        for (String part : environment.getOrDefault("PATH", "").split(":")) {
            // A NUL cannot be in a path.
            if (part.startsWith("/") && part.indexOf(0) < 0) {
                directories.add(Path.of(part));
            }
        }
        for (String directory : SYSTEM) {
            Path path = Path.of(directory);
            if (!directories.contains(path)) {
                directories.add(path);
            }
        }
        return new SearchPath(directories);
    }

    /// Finds a program.
    ///
    /// @param name without a slash
    public Optional<Path> find(String name) {
        if (name.isEmpty() || name.indexOf('/') >= 0) {
            throw new IllegalArgumentException("program: expected a name, got " + name);
        }
        for (Path directory : directories) {
            Path file = directory.resolve(name);
            if (isProgram(file) && !isEverybodys(directory) && !isEverybodys(file)) {
                return Optional.of(file);
            }
        }
        return Optional.empty();
    }

    /// Tells whether a file can be started.
    public static boolean isProgram(Path file) {
        return Files.isRegularFile(file) && Files.isExecutable(file);
    }

    /// Returns the directories as a value of `PATH`.
    public String text() {
        return String.join(":", directories.stream().map(Path::toString).toList());
    }

    private static boolean isEverybodys(Path file) {
        var view =
                Files.getFileAttributeView(file, PosixFileAttributeView.class, new LinkOption[0]);
        try {
            return view == null
                    || view.readAttributes()
                            .permissions()
                            .contains(PosixFilePermission.OTHERS_WRITE);
        } catch (IOException e) {
            return true;
        }
    }
}

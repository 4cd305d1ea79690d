package dev.lamina.testing.user;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Runs the command line as the user `nobody`, who has a home directory, and nothing else.
final class OrdinaryUser {

    /// The user and the group of that name, on Debian and most others.
    private static final int ID = 65534;

    private final Path directory;
    private final Path home;

    /// Makes the home directory, and copies of all class files that the user may read.
    OrdinaryUser(Path scratch) throws IOException, InterruptedException {
        Files.setPosixFilePermissions(scratch, PosixFilePermissions.fromString("rwxr-xr-x"));
        directory = Files.createDirectories(scratch.resolve("classes"));
        home = Files.createDirectories(scratch.resolve("home"));
        give(home);
        int number = 0;
        for (String entry : classPath()) {
            copy(Path.of(entry), directory.resolve(number++ + ".jar"));
        }
    }

    private static List<String> classPath() {
        String modules = System.getProperty("jdk.module.path", "");
        return Stream.of((modules + ":" + System.getProperty("java.class.path")).split(":"))
                .filter(entry -> !entry.isEmpty() && Files.exists(Path.of(entry)))
                .distinct()
                .toList();
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path target = to.resolve(from.relativize(file).toString());
                Files.copy(
                        file,
                        Files.isSameFile(file, from) ? to : target,
                        StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    Path home() {
        return home;
    }

    /// Gives a file or directory to the user.
    void give(Path file) throws IOException {
        Files.setAttribute(file, "unix:uid", ID);
        Files.setAttribute(file, "unix:gid", ID);
    }

    /// What a command line did.
    record Result(int status, String out, String err) {}

    /// Runs a command line with more variables than `HOME`.
    Result run(Map<String, String> variables, String... words)
            throws IOException, InterruptedException {
        List<String> command =
                new ArrayList<>(
                        List.of(
                                "setpriv",
                                "--reuid=" + ID,
                                "--regid=" + ID,
                                "--clear-groups",
                                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                                "-XX:TieredStopAtLevel=1",
                                "-XX:+UseSerialGC",
                                "--enable-native-access=ALL-UNNAMED",
                                "-cp",
                                directory + "/*:" + directories(),
                                "dev.lamina.cli.Main"));
        command.addAll(List.of(words));
        var builder = new ProcessBuilder(command).directory(home.toFile());
        builder.environment().clear();
        builder.environment().put("PATH", "/usr/bin:/bin");
        builder.environment().put("HOME", home.toString());
        builder.environment().putAll(variables);
        Path err = Files.createTempFile("lamina", ".err");
        Process process = builder.redirectError(err.toFile()).start();
        process.getOutputStream().close();
        String out = new String(process.getInputStream().readAllBytes(), UTF_8);
        int status = process.waitFor();
        try {
            return new Result(status, out, Files.readString(err));
        } finally {
            Files.delete(err);
        }
    }

    private String directories() throws IOException {
        try (Stream<Path> entries = Files.list(directory)) {
            return String.join(
                    ":", entries.filter(Files::isDirectory).map(Path::toString).toList());
        }
    }
}

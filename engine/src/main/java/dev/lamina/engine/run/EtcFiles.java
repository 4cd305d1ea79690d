package dev.lamina.engine.run;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.lamina.engine.value.container.BindMount;
import dev.lamina.engine.value.container.Network;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/// The files about names that a container sees in `/etc` in place of the image's own.
final class EtcFiles {

    private static final Path HOST = Path.of("/etc");

    private EtcFiles() {}

    /// Returns where the files will be, and where the container sees them.
    static List<BindMount> mounts(Path directory) {
        return List.of(
                mount(directory, "resolv.conf"),
                mount(directory, "hostname"),
                mount(directory, "hosts"));
    }

    private static BindMount mount(Path directory, String name) {
        return new BindMount(directory.resolve(name), "/etc/" + name, false);
    }

    /// Writes the files: on the host's network what the host has, else what a loopback device needs.
    static void write(Path directory, String hostname, Network network) throws IOException {
        write(directory.resolve("hostname"), hostname + "\n");
        switch (network) {
            case HOST -> {
                copy("hosts", directory);
                copy("resolv.conf", directory);
            }
            case NONE -> {
                write(
                        directory.resolve("hosts"),
                        "127.0.0.1\tlocalhost " + hostname + "\n::1\tlocalhost ip6-localhost\n");
                write(directory.resolve("resolv.conf"), "");
            }
        }
    }

    private static void copy(String name, Path directory) throws IOException {
        Path file = HOST.resolve(name);
        write(
                directory.resolve(name),
                Files.isRegularFile(file) ? Files.readAllBytes(file) : new byte[0]);
    }

    private static void write(Path file, String text) throws IOException {
        write(file, text.getBytes(UTF_8));
    }

    /// All users of the container read them, whatever the caller's umask is.
    private static void write(Path file, byte[] content) throws IOException {
        Files.write(file, content);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    }
}

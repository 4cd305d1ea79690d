package dev.lamina.cli.testing;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.lamina.image.Bytes;
import dev.lamina.image.RunConfig;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// A store with the image `box`: the static busybox of this machine, packed by GNU tar.
public final class BusyboxStore {

    private BusyboxStore() {}

    /// Makes the store, or skips the test, with a line that says why.
    public static void make(Path root, Path scratch) throws IOException, InterruptedException {
        assumeTrue(Files.isWritable(Path.of("/proc/sys/kernel/hostname")), "needs root");
        for (String program : List.of("busybox", "crun", "script", "setsid", "tar")) {
            assumeTrue(isInstalled(program), program + " is not installed");
        }
        Path files = Files.createDirectories(scratch.resolve("files"));
        fill(files);
        Path tar = scratch.resolve("box.tar");
        Process packer =
                new ProcessBuilder(
                                "tar",
                                "-C",
                                files.toString(),
                                "--owner=0",
                                "--group=0",
                                "-cf",
                                tar.toString(),
                                "bin",
                                "etc",
                                "noprogram",
                                "old")
                        .inheritIO()
                        .start();
        if (packer.waitFor() != 0) {
            throw new IOException("tar failed");
        }
        var layer = new TestStore.TestLayer("ADD busybox /", Bytes.of(Files.readAllBytes(tar)));
        new TestStore(root).add(Instant.EPOCH, config(), List.of(layer), "box");
    }

    private static boolean isInstalled(String program) {
        return Stream.of("/usr/bin", "/bin", "/usr/sbin", "/sbin")
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, program)));
    }

    private static void fill(Path files) throws IOException {
        Path bin = Files.createDirectories(files.resolve("bin"));
        Files.copy(Path.of("/bin/busybox"), bin.resolve("busybox"));
        for (String applet :
                "sh ls cat echo id env sleep true touch rm tty hostname pwd".split(" ")) {
            Files.createSymbolicLink(bin.resolve(applet), Path.of("busybox"));
        }
        Path etc = Files.createDirectories(files.resolve("etc"));
        Files.writeString(
                etc.resolve("passwd"),
                "root:x:0:0:root:/root:/bin/sh\napp:x:1000:1000::/home/app:/bin/sh\n");
        Files.writeString(etc.resolve("group"), "root:x:0:\napp:x:1000:\n");
        Files.writeString(files.resolve("noprogram"), "text\n");
        Files.writeString(Files.createDirectories(files.resolve("old")).resolve("file"), "old\n");
    }

    private static RunConfig config() {
        return new RunConfig(
                "",
                Set.of(),
                List.of("PATH=/bin", "COLOUR=blue"),
                Optional.empty(),
                Optional.of(List.of("sh", "-c", "echo the default")),
                Set.of(),
                "",
                Map.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                false);
    }
}

package dev.lamina.testing.judge;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// The programs of erofs-utils that know blocks of 512 bytes: 1.6 and newer. Debian 12 has 1.5, so
/// that `scripts/install-test-tools` puts newer ones into a directory of their own.
final class ErofsUtils {

    private static final Path DIRECTORY = Path.of("/var/cache/lamina-test-tools/erofs-utils");

    private ErofsUtils() {}

    /// Finds a program, or skips the test.
    static Tool require(String name) {
        Path program = DIRECTORY.resolve("usr/bin").resolve(name);
        assumeTrue(
                Files.exists(program),
                DIRECTORY + " is missing: scripts/install-test-tools makes it");
        Path libraries = DIRECTORY.resolve("usr/lib/x86_64-linux-gnu");
        return new Tool(
                List.of(
                        libraries.resolve("ld-linux-x86-64.so.2").toString(),
                        "--library-path",
                        libraries.toString(),
                        program.toString()));
    }
}

package dev.lamina.testing.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.TimeUnit;

/// A layer of many entries, pulled by the script `lamina` with the options of a real distribution, on a
/// machine that is said to have 512 MB: that is a heap of 256 MB.
@Tag("linux")
final class LargeLayerTest {

    private static final int ENTRIES = 300_000;

    /// Hands the options on to the JDK at hand, with classes in place of modules and without an AOT cache.
    private static final String JAVA =
            """
            #!/bin/sh
            [ "${2#@}" != "$2" ] && [ "$3" = -m ] || exit 99
            options=$2
            shift 4
            exec "%s" "$options" -XX:MaxRAM=512m -cp "%s" dev.lamina.cli.Main "$@"
            """;

    @TempDir private Path scratch;

    @BeforeEach
    void makeDistribution() throws IOException {
        Path root = Path.of("").toAbsolutePath().getParent();
        Path build = scratch.resolve("dist/build");
        Files.createDirectories(build.resolve("runtime/bin"));
        Files.writeString(scratch.resolve("dist/current"), "build\n");
        program(scratch.resolve("lamina"), Files.readString(root.resolve("lamina")));
        Path java = Path.of(System.getProperty("java.home"), "bin/java");
        program(
                build.resolve("runtime/bin/java"),
                JAVA.formatted(java, System.getProperty("java.class.path")));
        String script = Files.readString(root.resolve("scripts/distribution"));
        String begin = "cat > \"$build/transfer.options\" << 'OPTIONS'\n";
        int start = script.indexOf(begin) + begin.length();
        String options = script.substring(start, script.indexOf("OPTIONS\n", start));
        assertThat(options).contains("-XX:MaxRAMPercentage=50\n");
        Files.writeString(build.resolve("transfer.options"), options);
    }

    private static void program(Path file, String text) throws IOException {
        Files.writeString(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    @Test
    void aPullOfThreeHundredThousandFilesEndsWellInAHeapOf256Megabytes() throws Exception {
        try (var registry = LargeLayerRegistry.start(scratch.resolve("layer"), ENTRIES)) {
            Path store = scratch.resolve("store");
            Path said = scratch.resolve("said");
            var command =
                    new ProcessBuilder(
                                    scratch.resolve("lamina").toString(),
                                    "pull",
                                    "-q",
                                    registry.image())
                            .redirectErrorStream(true)
                            .redirectOutput(said.toFile());
            command.environment().put("LAMINA_ROOT", store.toString());
            Process pull = command.start();
            pull.getOutputStream().close();

            assertThat(pull.waitFor(300, TimeUnit.SECONDS)).isTrue();

            assertThat(pull.exitValue()).as(Files.readString(said, UTF_8)).isZero();
            assertThat(Files.readString(store.resolve("index.json"), US_ASCII))
                    .contains(registry.image());
        }
    }
}

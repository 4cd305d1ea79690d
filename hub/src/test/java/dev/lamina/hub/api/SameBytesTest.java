package dev.lamina.hub.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Maps of the JDK have another order in each process, so only several processes tell.
final class SameBytesTest {

    private static final int STARTS = 4;

    @TempDir private Path scratch;

    @Test
    void theOpenApiDocumentHasTheSameBytesAtEveryStart() throws Exception {
        Set<String> printed = new HashSet<>();
        for (int start = 0; start < STARTS; start++) {
            printed.add(print(scratch.resolve("openapi-" + start)));
        }

        assertThat(printed).hasSize(1);
        assertThat(printed.iterator().next()).startsWith("{\n  \"openapi\": \"3.1.0\",");
    }

    private static String print(Path file) throws Exception {
        Process process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                                "-cp",
                                classes(),
                                PrintedApi.class.getName())
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .redirectOutput(file.toFile())
                        .start();
        assertThat(process.waitFor()).isZero();
        return Files.readString(file);
    }

    /// The class path of a process that knows no modules.
    private static String classes() {
        return String.join(
                File.pathSeparator,
                List.of(
                        "target/test-classes",
                        "target/classes",
                        System.getProperty("jdk.module.path", ""),
                        System.getProperty("java.class.path", "")));
    }
}

package dev.lamina.image.erofs;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/// Memory for each file, in processes of their own whose heap is just large enough.
final class ManyEntriesTest {

    private static final long HEAP_FOR_A_FILE = 150;

    private static final long HEAP_FOR_ALL = 24 << 20;

    @Test
    void oneLayerOf300000FilesTakes150BytesOfHeapForEach() throws Exception {
        assertThat(sizeOfImage(1, 300_000, "new", 300_000)).isBetween(24_000_000L, 60_000_000L);
    }

    @Test
    void fourLayersOf75000FilesTakeTheSame() throws Exception {
        assertThat(sizeOfImage(4, 75_000, "new", 300_000)).isBetween(24_000_000L, 60_000_000L);
    }

    /// What layers replace is kept for a while, but never more than three times what is there.
    @Test
    void twentyLayersOfTheSame50000FilesTakeNoMoreThanFour() throws Exception {
        assertThat(sizeOfImage(20, 50_000, "same", 200_000)).isBetween(4_000_000L, 10_000_000L);
    }

    private static long sizeOfImage(int layers, int files, String paths, int kept)
            throws Exception {
        long heap = HEAP_FOR_ALL + HEAP_FOR_A_FILE * kept;
        String classes = Path.of("target/classes") + ":" + Path.of("target/test-classes");
        Process process =
                new ProcessBuilder(
                                List.of(
                                        Path.of(System.getProperty("java.home"), "bin/java")
                                                .toString(),
                                        "-XX:+UseSerialGC",
                                        "-XX:TieredStopAtLevel=1",
                                        "-Xss512k",
                                        "-Xmn8m",
                                        "-Xmx" + heap,
                                        "-cp",
                                        classes,
                                        ManyEntries.class.getName(),
                                        Integer.toString(layers),
                                        Integer.toString(files),
                                        paths))
                        .redirectErrorStream(true)
                        .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return Long.parseLong(said.strip());
    }
}

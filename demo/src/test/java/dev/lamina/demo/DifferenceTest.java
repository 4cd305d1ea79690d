package dev.lamina.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamina.image.Attributes;
import dev.lamina.image.Bytes;
import dev.lamina.image.Compression;
import dev.lamina.image.TreePath;
import dev.lamina.image.layer.FileContent;
import dev.lamina.image.layer.LayerEntry;
import dev.lamina.image.layer.NewLayer;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A layer has what the upper tar has and the lower lacks; whiteouts for the reverse.
final class DifferenceTest {

    private static final Attributes PLAIN = Attributes.of(0644, 0, 0, Instant.EPOCH);

    @TempDir private Path scratch;

    @Test
    void equalTarsDifferInNothing() throws IOException {
        assertThat(difference(List.of("a=1", "b=2"), List.of("a=1", "b=2"))).isEmpty();
    }

    @Test
    void aNewFileIsInTheLayer() throws IOException {
        assertThat(difference(List.of("a=1"), List.of("a=1", "b=2"))).containsExactly("/b");
    }

    @Test
    void contentOfTheSameSizeAndTimeIsCompared() throws IOException {
        assertThat(difference(List.of("a=1", "b=2"), List.of("a=1", "b=3"))).containsExactly("/b");
    }

    @Test
    void aMissingFileBecomesAWhiteout() throws IOException {
        assertThat(difference(List.of("a=1", "b=2"), List.of("a=1")))
                .containsExactly("whiteout /b");
    }

    @Test
    void aNewHardLinkBringsItsTarget() throws IOException {
        assertThat(difference(List.of("a=1"), List.of("a=1", "b>a"))).containsExactly("/a", "/b");
    }

    /// `NAME=CONTENT` is a file, `NAME>TARGET` a hard link.
    private List<String> difference(List<String> before, List<String> after) throws IOException {
        try (TarFile lower = tar("lower", before);
                TarFile upper = tar("upper", after)) {
            return Difference.between(lower, upper).stream().map(DifferenceTest::text).toList();
        }
    }

    private TarFile tar(String name, List<String> lines) throws IOException {
        Map<String, Bytes> contents = new HashMap<>();
        List<LayerEntry> entries = new ArrayList<>();
        for (String line : lines) {
            TreePath path = TreePath.parse(line.substring(0, 1));
            Bytes rest = Bytes.utf8(line.substring(2));
            if (line.charAt(1) == '>') {
                entries.add(new LayerEntry.HardLink(path, TreePath.parse(rest.utf8()), PLAIN));
            } else {
                var content = FileContent.contiguous(0, rest.length());
                entries.add(new LayerEntry.RegularFile(path, PLAIN, content));
                contents.put(path.toString(), rest);
            }
        }
        Path file = scratch.resolve(name);
        try (OutputStream out = Files.newOutputStream(file)) {
            NewLayer.write(
                    entries,
                    entry -> contents.get(entry.path().toString()).openStream(),
                    Compression.NONE,
                    out);
        }
        return TarFile.open(file);
    }

    private static String text(LayerEntry entry) {
        return (entry instanceof LayerEntry.Whiteout ? "whiteout " : "") + entry.path();
    }
}

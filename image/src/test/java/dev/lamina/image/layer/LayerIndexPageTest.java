package dev.lamina.image.layer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamina.image.Attributes;
import dev.lamina.image.Bytes;
import dev.lamina.image.DiffId;
import dev.lamina.image.Digest;
import dev.lamina.image.TreePath;

import org.junit.jupiter.api.Test;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// `docs/formats/layer-index.md` tells the truth.
final class LayerIndexPageTest {

    private static final Pattern DUMP_LINE =
            Pattern.compile("    ([0-9a-f]{4})  ((?:[0-9a-f]{2} )*[0-9a-f]{2})(?:   .*)?");

    /// The layer index that section 8 describes.
    static final LayerIndex EXAMPLE =
            new LayerIndex(
                    new DiffId(Digest.of(Bytes.of(new byte[1024]))),
                    3072,
                    List.of(
                            new LayerEntry.Directory(
                                    TreePath.parse("etc"),
                                    Attributes.of(
                                            0755, 0, 0, Instant.parse("2023-11-14T22:13:20Z"))),
                            new LayerEntry.RegularFile(
                                    TreePath.parse("etc/a"),
                                    Attributes.of(
                                            0644,
                                            0,
                                            0,
                                            Instant.parse("2023-11-14T22:13:20.000000005Z")),
                                    FileContent.contiguous(1024, 5)),
                            new LayerEntry.Whiteout(TreePath.parse("etc/b"))));

    @Test
    void theExampleOfThePageIsWhatIsWritten() throws Exception {
        var written = new ByteArrayOutputStream();

        LayerIndexFile.write(EXAMPLE, written);

        assertThat(HexFormat.of().formatHex(written.toByteArray()))
                .isEqualTo(HexFormat.of().formatHex(dumpOfPage()));
    }

    @Test
    void theExampleOfThePageIsRead() throws Exception {
        LayerIndex read = LayerIndexFile.read(Bytes.of(dumpOfPage()).openStream(), "page");

        assertThat(read).isEqualTo(EXAMPLE);
    }

    private static byte[] dumpOfPage() throws IOException {
        Path module = Path.of(System.getProperty("basedir", "."));
        var bytes = new ByteArrayOutputStream();
        for (String line : Files.readAllLines(module.resolve("../docs/formats/layer-index.md"))) {
            Matcher matcher = DUMP_LINE.matcher(line);
            if (matcher.matches()) {
                assertThat(Integer.parseInt(matcher.group(1), 16)).as(line).isEqualTo(bytes.size());
                bytes.writeBytes(HexFormat.ofDelimiter(" ").parseHex(matcher.group(2)));
            }
        }
        return bytes.toByteArray();
    }
}

package dev.lamina.image.erofs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamina.image.Attributes;
import dev.lamina.image.Bytes;
import dev.lamina.image.DiffId;
import dev.lamina.image.Digest;
import dev.lamina.image.TreePath;
import dev.lamina.image.layer.FileContent;
import dev.lamina.image.layer.LayerEntry;
import dev.lamina.image.layer.LayerIndex;
import dev.lamina.image.tree.Dump;
import dev.lamina.image.tree.Union;

import org.junit.jupiter.api.Test;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// `docs/formats/erofs-profile.md` tells the truth.
final class ErofsPageTest {

    private static final Pattern DUMP_LINE =
            Pattern.compile("    ([0-9a-f]{4})  ((?:[0-9a-f]{2} )*[0-9a-f]{2})(?:   .*)?");

    private static final int SIZE = 2048;

    private static final DiffId LAYER = new DiffId(Digest.of(Bytes.of(new byte[1024])));

    /// The layer that section 8 describes.
    private static final LayerIndex EXAMPLE =
            new LayerIndex(
                    LAYER,
                    3072,
                    List.of(
                            new LayerEntry.Directory(
                                    TreePath.ROOT,
                                    Attributes.of(
                                            0755, 0, 0, Instant.parse("2023-11-14T22:13:20Z"))),
                            new LayerEntry.RegularFile(
                                    TreePath.parse("a"),
                                    Attributes.of(
                                                    0644,
                                                    0,
                                                    0,
                                                    Instant.parse("2023-11-14T22:13:20.000000005Z"))
                                            .withXattrs(
                                                    Map.of(Bytes.utf8("user.x"), Bytes.utf8("y"))),
                                    FileContent.contiguous(1024, 5))));

    @Test
    void theExampleOfThePageIsWhatIsWritten() throws IOException {
        var written = new ByteArrayOutputStream();
        var sizes = new LinkedHashMap<>(Map.of(LAYER, EXAMPLE.tarSize()));

        ErofsWriter.write(Union.of(List.of(EXAMPLE)), sizes, written);

        assertThat(HexFormat.of().formatHex(written.toByteArray()))
                .isEqualTo(HexFormat.of().formatHex(dumpOfPage()));
    }

    @Test
    void theExampleOfThePageIsRead() throws IOException {
        String read = Dump.of(ErofsReader.read(Bytes.of(dumpOfPage()), "page", List.of(LAYER)));

        assertThat(read).isEqualTo(Dump.of(Union.of(List.of(EXAMPLE))));
    }

    private static byte[] dumpOfPage() throws IOException {
        Path module = Path.of(System.getProperty("basedir", "."));
        byte[] image = new byte[SIZE];
        for (String line : Files.readAllLines(module.resolve("../docs/formats/erofs-profile.md"))) {
            Matcher matcher = DUMP_LINE.matcher(line);
            if (matcher.matches()) {
                byte[] shown = HexFormat.ofDelimiter(" ").parseHex(matcher.group(2));
                int at = Integer.parseInt(matcher.group(1), 16);
                System.arraycopy(shown, 0, image, at, shown.length);
            }
        }
        return image;
    }
}

package dev.lamina.image.erofs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lamina.image.Bytes;
import dev.lamina.image.DiffId;
import dev.lamina.image.ImageFormatException;
import dev.lamina.image.tree.Dump;
import dev.lamina.image.tree.NaiveUnion;
import dev.lamina.image.tree.RandomLayers;
import dev.lamina.image.tree.TestLayer;
import dev.lamina.image.tree.Tree;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/// What [ErofsWriter] writes, [ErofsReader] reads; whatever else there is, it refuses.
final class ErofsReaderTest {

    private static final String SMALL =
            """
            a = a
            b/ mode=0700
            b/c xattr:user.x=y = c
            b/d -> ../a
            b/e == a
            b/f char 1:3
            """;

    @Test
    void imagesOfOddTreesAreReadBack() throws IOException {
        for (long seed = 0; seed < 100; seed++) {
            List<String> layers = RandomLayers.mountable(seed);
            String expected;
            try {
                expected = NaiveUnion.dump(layers);
            } catch (NaiveUnion.RefusedException e) {
                continue;
            }
            TestImage image = TestImage.of(layers.toArray(String[]::new));

            assertThat(Dump.of(image.read(), TestLayer.contents(image.layers())))
                    .as("seed " + seed + ":\n" + String.join("-- next layer\n", layers))
                    .isEqualTo(expected);
        }
    }

    @Test
    void whatSteersAnOverlayOrHasNoPrefixIsLeftOut() throws IOException {
        TestImage image =
                TestImage.of(
                        "a/ xattr:trusted.overlay.opaque=y xattr:user.a=1\n"
                                + "b xattr:odd=1 xattr:system.other=2 xattr:trusted.overlay.metacopy= =");

        assertThat(Dump.of(image.read())).isEqualTo("/\na/ xattr:user.a=1\nb = 0 bytes\n");
    }

    @Test
    void directoriesOfManyNamesAreReadBack() throws IOException {
        var layer = new StringBuilder();
        for (int i = 0; i < 3000; i++) {
            layer.append("d/")
                    .append(i % 7 == 0 ? "n".repeat(i % 250) : "")
                    .append(i)
                    .append(" =\n");
        }
        TestImage image = TestImage.of(layer.toString());

        assertThat(Dump.of(image.read())).isEqualTo(Dump.of(image.tree()));
    }

    @Test
    void theSameTreeGivesTheSameBytes() throws IOException {
        assertThat(TestImage.of(SMALL).bytes()).isEqualTo(TestImage.of(SMALL).bytes());
    }

    @Test
    void imagesOfOtherLayersAreRefused() throws IOException {
        TestImage image = TestImage.of(SMALL);
        DiffId other = TestLayer.of("other/").layerIndex().diffId();

        assertThatThrownBy(() -> ErofsReader.read(image.bytes(), "image", List.of(other)))
                .isInstanceOf(ImageFormatException.class)
                .hasMessageContaining("device: expected " + other.hex());
        assertThatThrownBy(() -> ErofsReader.read(image.bytes(), "image", List.of()))
                .isInstanceOf(ImageFormatException.class)
                .hasMessage("image: devices: expected 0, got 1");
    }

    @Test
    void aShorterOrLongerImageIsRefused() throws IOException {
        TestImage image = TestImage.of(SMALL);
        int length = image.bytes().length();
        for (int cut : new int[] {0, 1, 511, 512, 1024, 1536, 2048, length - 512, length - 1}) {
            assertThatThrownBy(() -> image.read(image.bytes().slice(0, cut)))
                    .as("cut at " + cut)
                    .isInstanceOf(ImageFormatException.class);
        }
        byte[] longer = Arrays.copyOf(image.bytes().toArray(), length + 512);

        assertThatThrownBy(() -> image.read(Bytes.of(longer)))
                .isInstanceOf(ImageFormatException.class);
    }

    @Test
    void everyFlippedByteIsRefusedOrGivesATree() throws IOException {
        TestImage image = TestImage.of(SMALL);
        int refused = 0;
        for (int at = 0; at < image.bytes().length(); at++) {
            for (int flip : new int[] {0xff, 0x01, 0x80, 0x10}) {
                byte[] bytes = image.bytes().toArray();
                bytes[at] ^= (byte) flip;
                refused += isRefused(image, bytes, "byte " + at + " ^ " + flip) ? 1 : 0;
            }
        }

        assertThat(refused)
                .as("what is no attribute, name or target is refused")
                .isGreaterThan(image.bytes().length() * 4 * 9 / 10);
    }

    @Test
    void flippedBytesUnderARightChecksumAreRefusedOrGiveATree() throws IOException {
        TestImage image = TestImage.of(SMALL);
        var random = new SplittableRandom(1);
        for (int round = 0; round < 20_000; round++) {
            byte[] bytes = image.bytes().toArray();
            for (int flips = random.nextInt(1, 4); flips > 0; flips--) {
                int at = random.nextInt(ErofsFormat.SUPERBLOCK_OFFSET, bytes.length);
                bytes[at] = (byte) (random.nextBoolean() ? random.nextInt() : bytes[at] + 1);
            }
            int checksum = Superblock.checksum(bytes);
            LittleEndian.putInt(bytes, ErofsFormat.SUPERBLOCK_OFFSET + 4, checksum);
            isRefused(image, bytes, "round " + round);
        }
    }

    private static boolean isRefused(TestImage image, byte[] bytes, String what) {
        try {
            Tree tree = image.read(Bytes.of(bytes));
            assertThat(Dump.of(tree)).as(what).startsWith("/");
            return false;
        } catch (ImageFormatException e) {
            assertThat(e).as(what).hasMessageStartingWith("image");
            return true;
        } catch (IOException | RuntimeException e) {
            throw new AssertionError(what, e);
        }
    }
}

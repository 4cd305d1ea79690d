package dev.lamina.image.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lamina.image.Bytes;
import dev.lamina.image.DiffId;
import dev.lamina.image.ImageFormatException;

import org.junit.jupiter.api.Test;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.zip.CRC32C;

/// The layer index file, `docs/formats/layer-index.md`: the numbers in the test names are of the
/// invariants there.
final class LayerIndexFileTest {

    @Test
    void whatIsWrittenIsReadBackAndGivesTheSameBytesAgain() throws Exception {
        for (long seed = 0; seed < 200; seed++) {
            LayerIndex layerIndex = RandomEntries.layerIndex(seed);
            byte[] file = write(layerIndex);

            assertThat(read(file)).as("seed " + seed).isEqualTo(layerIndex);
            assertThat(write(read(file))).as("seed " + seed).isEqualTo(file);
        }
    }

    @Test
    void aStreamThatGivesAByteAtATimeIsReadAsWell() throws Exception {
        LayerIndex layerIndex = RandomEntries.layerIndex(1);
        var slow =
                new ByteArrayInputStream(write(layerIndex)) {
                    @Override
                    public int read(byte[] buffer, int offset, int length) {
                        return super.read(buffer, offset, Math.min(length, 1));
                    }
                };

        assertThat(LayerIndexFile.read(slow, "index")).isEqualTo(layerIndex);
    }

    @Test
    void aDiffIdMayBeOfSha512() throws Exception {
        var layerIndex = new LayerIndex(DiffId.parse("sha512:" + "0f".repeat(64)), 0, List.of());

        assertThat(read(write(layerIndex))).isEqualTo(layerIndex);
    }

    @Test
    void i2AFileCutOffAnywhereIsRefused() throws Exception {
        byte[] file = write(LayerIndexPageTest.EXAMPLE);
        for (int length = 0; length < file.length; length++) {
            InputStream cut = Bytes.of(file, 0, length).openStream();

            assertThatThrownBy(() -> LayerIndexFile.read(cut, "index"))
                    .as("at " + length)
                    .isInstanceOf(ImageFormatException.class)
                    .hasMessageMatching(
                            "index(, at 112)?: layer index (size|header size|body): "
                                    + "expected \\d+( bytes)?, got \\d+");
        }
    }

    @Test
    void i2AFileWithSomethingBehindItIsRefused() throws Exception {
        byte[] file = write(LayerIndexPageTest.EXAMPLE);

        assertThatThrownBy(() -> read(Arrays.copyOf(file, file.length + 1)))
                .hasMessage("index, at 112: layer index body: expected 95 bytes, got more");
    }

    @Test
    void i2AByteThatChangedAnywhereIsNoticed() throws Exception {
        byte[] file = write(LayerIndexPageTest.EXAMPLE);
        for (int i = 0; i < file.length; i++) {
            byte[] damaged = file.clone();
            damaged[i] ^= 0x10;

            assertThatThrownBy(() -> read(damaged))
                    .as("at " + i)
                    .isInstanceOf(ImageFormatException.class);
        }
    }

    @Test
    void aFileOfSomethingElseOrOfAnotherVersionIsRefusedAsSuch() throws Exception {
        byte[] newer = write(LayerIndexPageTest.EXAMPLE);
        newer[4] = 3;
        byte[] older = newer.clone();
        older[4] = 1;

        assertThatThrownBy(() -> read("no layer index".getBytes(StandardCharsets.UTF_8)))
                .hasMessageStartingWith("index: layer index magic: expected ");
        assertThatThrownBy(() -> read(newer))
                .hasMessage("index: layer index version: expected 2, got 3");
        assertThatThrownBy(() -> read(older))
                .hasMessage("index: layer index version: expected 2, got 1");
    }

    @Test
    void i1ReservedBytesAreRefused() throws Exception {
        assertThatThrownBy(() -> read(patched(6, 1)))
                .hasMessage("index: layer index flags: expected 0, got 1");
        assertThatThrownBy(() -> read(patched(104, 1)))
                .hasMessage("index: layer index reserved bytes: expected 0, got 1");
        assertThatThrownBy(() -> read(patched(80, 1)))
                .hasMessage("index: layer index bytes behind the digest: expected 0, got 1");
        assertThatThrownBy(() -> read(patched(0x85, 0x11)))
                .hasMessageContaining("permissions: expected at most 07777, got 010755");
    }

    @Test
    void i3RecordsThatDoNotFillTheBodyAreRefused() throws Exception {
        assertThatThrownBy(() -> read(patched(8, 2)))
                .hasMessage("index, at 200: body: expected its end, got 7 bytes more");
        assertThatThrownBy(() -> read(patched(8, 4)))
                .hasMessageContaining("record: expected 1 more bytes, got 0");
        assertThatThrownBy(() -> read(patched(11, 0x7f)))
                .hasMessageContaining("count: expected at most 9 records, got");
        assertThatThrownBy(() -> read(patched(15, 0xff)))
                .hasMessageContaining("count: expected at most 3 records, got");
    }

    @Test
    void i6ContentOutsideTheTarIsRefused() throws Exception {
        assertThatThrownBy(() -> read(patched(0xc1, 0x0c)))
                .hasMessageContaining(
                        "content: expected it within the tar of 3072 bytes, " + "got 5 at 3072");
        assertThatThrownBy(() -> read(patched(0xbf, 0x80)))
                .hasMessageContaining("content: expected it within the tar");
    }

    @Test
    void i7WhatIsNoNameIsRefused() throws Exception {
        assertThatThrownBy(() -> read(patched(0xb3, '.')))
                .hasMessageContaining("name: expected neither . nor ..");
        assertThatThrownBy(() -> read(patched(0xb3, '/')))
                .hasMessageContaining("name: expected no / and no NUL");
        assertThatThrownBy(() -> read(patched(0xae, 2)))
                .hasMessageContaining("entry path: expected at most 1 shared names, got 2");
    }

    @Test
    void i8AttributesThatAreNotThereAreRefused() throws Exception {
        assertThatThrownBy(() -> read(patched(0xb4, 2)))
                .hasMessageContaining("entry attributes: expected a number below 2, got 2");
        assertThatThrownBy(() -> read(patched(0xb7, 0x80)))
                .hasMessageContaining("entry attributes: expected a number below 2, got -");
    }

    @Test
    void anUnknownKindIsRefused() throws Exception {
        assertThatThrownBy(() -> read(patched(0xad, 11)))
                .hasMessageContaining("entry kind: expected 1 to 10, got 11");
    }

    @Test
    void randomDamageWithRightChecksIsRefusedOrReadButNothingElse() throws Exception {
        for (long seed = 0; seed < 20_000; seed++) {
            var random = new SplittableRandom(seed);
            byte[] file = write(RandomEntries.layerIndex(seed % 10));
            for (int i = random.nextInt(1, 4); i > 0; i--) {
                file[random.nextInt(4, file.length)] = (byte) random.nextInt(256);
            }
            seal(file);
            try {
                read(file);
            } catch (ImageFormatException e) {
                assertThat(e).as("seed " + seed).hasMessageStartingWith("index");
            }
        }
    }

    /// Returns the example of the page with another byte at `offset`, and right checks.
    private static byte[] patched(int offset, int value) throws IOException {
        byte[] file = write(LayerIndexPageTest.EXAMPLE);
        file[offset] = (byte) value;
        seal(file);
        return file;
    }

    private static void seal(byte[] file) {
        ByteBuffer fields = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        fields.putInt(32, check(file, 112, file.length - 112));
        fields.putInt(108, check(file, 0, 108));
    }

    private static int check(byte[] array, int offset, int length) {
        var check = new CRC32C();
        check.update(array, offset, length);
        return (int) check.getValue();
    }

    private static byte[] write(LayerIndex layerIndex) throws IOException {
        var out = new ByteArrayOutputStream();
        LayerIndexFile.write(layerIndex, out);
        return out.toByteArray();
    }

    private static LayerIndex read(byte[] file) throws IOException {
        return LayerIndexFile.read(new ByteArrayInputStream(file), "index");
    }
}

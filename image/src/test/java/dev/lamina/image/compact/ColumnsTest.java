package dev.lamina.image.compact;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.US_ASCII;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

final class ColumnsTest {

    private static final int ROWS = 20_000;

    @Test
    void aColumnOfIntegersKeepsEveryRowAcrossItsPages() {
        var column = new IntColumn();
        for (int i = 0; i < ROWS; i++) {
            assertThat(column.add(7 * i)).isEqualTo(i);
        }
        column.set(4096, -1);

        assertThat(column.size()).isEqualTo(ROWS);
        for (int i = 0; i < ROWS; i++) {
            assertThat(column.get(i)).isEqualTo(i == 4096 ? -1 : 7 * i);
        }
    }

    @Test
    void aColumnOfLongIntegersKeepsEveryRowAcrossItsPages() {
        var column = new LongColumn();
        for (int i = 0; i < ROWS; i++) {
            assertThat(column.add((long) i << 33)).isEqualTo(i);
        }
        column.set(4095, -1);

        assertThat(column.size()).isEqualTo(ROWS);
        for (int i = 0; i < ROWS; i++) {
            assertThat(column.get(i)).isEqualTo(i == 4095 ? -1 : (long) i << 33);
        }
    }

    @Test
    void aColumnOfBytesGivesBackEveryRunAlsoOnesLargerThanAPage() {
        var random = new SplittableRandom(1);
        var column = new ByteColumn();
        List<byte[]> runs = new ArrayList<>();
        List<Integer> positions = new ArrayList<>();
        long size = 0;
        for (int i = 0; i < 2_000; i++) {
            int length = i % 100 == 99 ? 70_000 + i : random.nextInt(300);
            byte[] run = new byte[length];
            random.nextBytes(run);
            runs.add(run);
            positions.add(column.add(run, 0, length));
            size += length;
        }

        assertThat(column.size()).isEqualTo(size);
        for (int i = 0; i < runs.size(); i++) {
            byte[] page = column.page(positions.get(i));
            int from = ByteColumn.offset(positions.get(i));
            assertThat(Arrays.copyOfRange(page, from, from + runs.get(i).length))
                    .as("run " + i)
                    .isEqualTo(runs.get(i));
        }
    }

    @Test
    void anIndexFindsEveryRecordAlsoOfManyWithOneHash() {
        var index = new HashIndex(row -> row % 1_000);
        for (int row = 0; row < ROWS; row++) {
            index.add(row % 1_000, row);
        }

        for (int row = 0; row < ROWS; row++) {
            assertThat(contains(index, row % 1_000, row)).as("row " + row).isTrue();
        }
        assertThat(contains(index, 5, ROWS + 5)).isFalse();
    }

    private static boolean contains(HashIndex index, int hash, int wanted) {
        for (int slot = index.first(hash); index.at(slot) >= 0; slot = index.next(slot)) {
            if (index.at(slot) == wanted) {
                return true;
            }
        }
        return false;
    }

    @Test
    void aHashDependsOnEveryByteTheLengthAndTheNumber() {
        var key = new HashKey();
        byte[] bytes = "node_modules/a/index.js\0\0\0".getBytes(US_ASCII);
        int hash = key.hash(1, bytes, 0, bytes.length);

        assertThat(key.hash(1, bytes.clone(), 0, bytes.length)).isEqualTo(hash);
        assertThat(key.hash(2, bytes, 0, bytes.length)).isNotEqualTo(hash);
        assertThat(key.hash(1, bytes, 0, bytes.length - 1)).isNotEqualTo(hash);
        for (int i = 0; i < bytes.length; i++) {
            byte[] changed = bytes.clone();
            changed[i] ^= 1;
            assertThat(key.hash(1, changed, 0, changed.length)).as("byte " + i).isNotEqualTo(hash);
        }
    }

    @Test
    void twoKeysHashDifferently() {
        byte[] bytes = {1, 2, 3, 4, 5};
        int[] hashes = new int[8];
        for (int i = 0; i < hashes.length; i++) {
            hashes[i] = new HashKey().hash(0, bytes, 0, bytes.length);
        }

        assertThat(Arrays.stream(hashes).distinct().count()).isGreaterThan(1);
    }

    @Test
    void hashesSpreadOverTheSlots() {
        var key = new HashKey();
        int[] counts = new int[256];
        for (int i = 0; i < 256 * 64; i++) {
            byte[] name = ("file-" + i + ".js").getBytes(US_ASCII);
            counts[key.hash(3, name, 0, name.length) & 0xff]++;
        }

        // The mean is 64; twice that is eight standard deviations away.
        assertThat(Arrays.stream(counts).max().orElseThrow()).isLessThan(128);
    }
}

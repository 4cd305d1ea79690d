package dev.lamina.image.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.lamina.image.ImageFormatException;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.util.List;

/// [Union] and its judge [NaiveUnion] make the same of odd layers, and refuse the same.
final class RandomUnionTest {

    private static final int SEEDS = 150;

    @Test
    void unionsAreWhatTheJudgeSays() throws IOException {
        int refused = 0;
        for (long seed = 0; seed < SEEDS; seed++) {
            List<String> layers = RandomLayers.of(seed);
            try {
                String expected = NaiveUnion.dump(layers);
                assertThat(union(layers, seed)).as(said(layers, seed)).isEqualTo(expected);
                assertThat(compacted(layers)).as(said(layers, seed)).isEqualTo(expected);
            } catch (NaiveUnion.RefusedException e) {
                refused++;
                assertRefused(layers, seed);
            }
        }

        assertThat(refused).as("layers that are refused").isBetween(1, SEEDS / 4);
    }

    private static String union(List<String> layers, long seed) throws IOException {
        List<TestLayer> made = layers.stream().map(TestLayer::of).toList();
        try {
            return Dump.of(TestLayer.union(made), TestLayer.contents(made));
        } catch (ImageFormatException e) {
            return fail(said(layers, seed), e);
        }
    }

    /// The same with a copy after each layer, as only large trees are copied.
    private static String compacted(List<String> layers) throws IOException {
        List<TestLayer> made = layers.stream().map(TestLayer::of).toList();
        var union = new Union();
        for (TestLayer layer : made) {
            union.apply(layer.layerIndex());
            union.compact();
        }
        return Dump.of(union.finish(), TestLayer.contents(made));
    }

    private static void assertRefused(List<String> layers, long seed) {
        List<TestLayer> made = layers.stream().map(TestLayer::of).toList();
        try {
            TestLayer.union(made);
            fail("expected to be refused: " + said(layers, seed));
        } catch (ImageFormatException e) {
            assertThat(e).hasMessageMatching("(?s)layer \\d+, entry \\d+ .*: .*expected .*");
        }
    }

    private static String said(List<String> layers, long seed) {
        return "seed " + seed + ":\n" + String.join("-- next layer\n", layers);
    }
}

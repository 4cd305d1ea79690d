package dev.lamina.image.layer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamina.image.DiffId;
import dev.lamina.image.ImageFormatException;

import java.util.SplittableRandom;

/// Indexes tars in pieces of several sizes, which must make no difference.
final class Indexing {

    static final DiffId DIFF_ID = DiffId.parse("sha256:" + "0123456789abcdef".repeat(4));

    private Indexing() {}

    /// Indexes a tar at once, a byte at a time, and in random pieces; returns what all agree on.
    static LayerIndex index(byte[] tar) throws ImageFormatException {
        LayerIndex whole = index(tar, tar.length);
        assertThat(index(tar, 1)).as("a byte at a time").isEqualTo(whole);
        assertThat(inRandomPieces(tar)).as("in random pieces").isEqualTo(whole);
        return whole;
    }

    /// Indexes a tar in pieces of one size.
    static LayerIndex index(byte[] tar, int pieceSize) throws ImageFormatException {
        return index(tar, pieceSize, LayerLimits.DEFAULT);
    }

    static LayerIndex index(byte[] tar, int pieceSize, LayerLimits limits)
            throws ImageFormatException {
        var indexer = new LayerIndexer("layer", limits);
        for (int i = 0; i < tar.length; i += pieceSize) {
            indexer.accept(tar, i, Math.min(pieceSize, tar.length - i));
        }
        return indexer.finish(DIFF_ID);
    }

    private static LayerIndex inRandomPieces(byte[] tar) throws ImageFormatException {
        var random = new SplittableRandom(tar.length);
        var indexer = new LayerIndexer("layer", LayerLimits.DEFAULT);
        int at = 0;
        while (at < tar.length) {
            int length = Math.min(random.nextInt(1, 1500), tar.length - at);
            indexer.accept(tar, at, length);
            at += length;
        }
        return indexer.finish(DIFF_ID);
    }

    /// Returns the entries of a tar as [EntryText].
    static String text(byte[] tar) throws ImageFormatException {
        return EntryText.of(index(tar));
    }

    /// Returns what is said of a tar that is refused, in pieces of any size.
    static String refusal(byte[] tar) {
        return refusal(tar, LayerLimits.DEFAULT);
    }

    static String refusal(byte[] tar, LayerLimits limits) {
        String whole = refusal(tar, tar.length, limits);
        assertThat(refusal(tar, 1, limits)).as("a byte at a time").isEqualTo(whole);
        return whole;
    }

    private static String refusal(byte[] tar, int pieceSize, LayerLimits limits) {
        try {
            LayerIndex layerIndex = index(tar, Math.max(pieceSize, 1), limits);
            throw new AssertionError("expected a refusal, got\n" + EntryText.of(layerIndex));
        } catch (ImageFormatException e) {
            return e.getMessage();
        }
    }
}

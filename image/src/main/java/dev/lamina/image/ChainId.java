package dev.lamina.image;

import java.util.ArrayList;
import java.util.List;

/// Names a union: an ordered stack of layers, by the digest of their diffIDs (image-spec 1.1,
/// config.md, "Layer ChainID").
public record ChainId(Digest digest) {

    /// Computes the chainID of a stack, lowest layer first.
    ///
    /// @throws IllegalArgumentException if there is no layer
    public static ChainId of(List<DiffId> layers) {
        if (layers.isEmpty()) {
            throw new IllegalArgumentException("chainID: expected at least one layer, got none");
        }
        return stacks(layers).getLast();
    }

    /// Computes the chainIDs of all stacks that a stack grew through, from its lowest layer alone to
    /// all of them.
    public static List<ChainId> stacks(List<DiffId> layers) {
        List<ChainId> stacks = new ArrayList<>(layers.size());
        for (DiffId layer : layers) {
            stacks.add(
                    new ChainId(
                            stacks.isEmpty()
                                    ? layer.digest()
                                    : Digest.of(Bytes.utf8(stacks.getLast() + " " + layer))));
        }
        return stacks;
    }

    /// The hexadecimal digits, which name the union's file in the store.
    public String hex() {
        return digest.hex();
    }

    @Override
    public String toString() {
        return digest.toString();
    }

    /// Written out, as is [#hashCode]: what a record gets by itself is linked at first use, which
    /// every short-lived process would pay for.
    @Override
    public boolean equals(Object other) {
        return other instanceof ChainId that && digest.equals(that.digest);
    }

    @Override
    public int hashCode() {
        return digest.hashCode();
    }
}

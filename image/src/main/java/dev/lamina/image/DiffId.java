package dev.lamina.image;

/// Names a layer's uncompressed tar, by digest (image-spec 1.1, config.md, "Layer DiffID").
public record DiffId(Digest digest) implements Comparable<DiffId> {

    /// Reads `algorithm:hex`.
    ///
    /// @throws IllegalArgumentException if the text is no digest
    public static DiffId parse(String text) {
        return new DiffId(Digest.parse(text));
    }

    /// The hexadecimal digits, which name the layer's files in the store.
    public String hex() {
        return digest.hex();
    }

    @Override
    public int compareTo(DiffId other) {
        return digest.compareTo(other.digest);
    }

    @Override
    public String toString() {
        return digest.toString();
    }

    /// Written out, as is [#hashCode]: what a record gets by itself is linked at first use, which
    /// every short-lived process would pay for.
    @Override
    public boolean equals(Object other) {
        return other instanceof DiffId that && digest.equals(that.digest);
    }

    @Override
    public int hashCode() {
        return digest.hashCode();
    }
}

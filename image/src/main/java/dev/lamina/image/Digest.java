package dev.lamina.image;

import java.security.MessageDigest;
import java.util.HexFormat;

/// Names exact bytes as they travel: `algorithm:hex` (image-spec 1.1, descriptor.md, "Digests").
///
/// A layer's digest is over its blob, usually compressed; over its tar it has a [DiffId].
///
/// @param algorithm how it was computed
/// @param hex       the value, in lower-case hexadecimal, of the algorithm's length
public record Digest(DigestAlgorithm algorithm, String hex) implements Comparable<Digest> {

    /// Creates a digest.
    ///
    /// @throws IllegalArgumentException if `hex` has another length or other characters
    public Digest {
        if (hex.length() != algorithm.hexLength()) {
            throw new IllegalArgumentException(
                    "digest: expected "
                            + algorithm.hexLength()
                            + " hexadecimal digits, got "
                            + hex.length());
        }
        for (int i = 0; i < hex.length(); i++) {
            char c = hex.charAt(i);
            if ((c < '0' || c > '9') && (c < 'a' || c > 'f')) {
                throw new IllegalArgumentException(
                        "digest, at "
                                + i
                                + ": expected a lower-case hexadecimal digit, got '"
                                + c
                                + "'");
            }
        }
    }

    /// Reads `algorithm:hex`.
    ///
    /// @throws IllegalArgumentException if the text is no digest of an algorithm known here
    public static Digest parse(String text) {
        int colon = text.indexOf(':');
        for (DigestAlgorithm algorithm : DigestAlgorithm.values()) {
            if (colon >= 0 && algorithm.prefix().equals(text.substring(0, colon))) {
                return new Digest(algorithm, text.substring(colon + 1));
            }
        }
        throw new IllegalArgumentException(
                "digest: expected sha256:... or sha512:..., got '" + shorten(text) + "'");
    }

    /// Computes the SHA-256 digest of bytes.
    public static Digest of(Bytes bytes) {
        return of(DigestAlgorithm.SHA256, bytes);
    }

    /// Computes a digest of bytes.
    public static Digest of(DigestAlgorithm algorithm, Bytes bytes) {
        if (algorithm == DigestAlgorithm.SHA256 && bytes.length() <= SmallSha256.LIMIT) {
            return new Digest(algorithm, HexFormat.of().formatHex(SmallSha256.of(bytes.toArray())));
        }
        return finish(algorithm, algorithm.newMessageDigest(), bytes.toArray());
    }

    /// Ends a computation that `algorithm` began.
    public static Digest finish(DigestAlgorithm algorithm, MessageDigest computation) {
        return new Digest(algorithm, HexFormat.of().formatHex(computation.digest()));
    }

    private static Digest finish(
            DigestAlgorithm algorithm, MessageDigest computation, byte[] rest) {
        computation.update(rest);
        return finish(algorithm, computation);
    }

    /// The first 12 hexadecimal digits, as Docker shows them.
    public String shortHex() {
        return hex.substring(0, 12);
    }

    @Override
    public int compareTo(Digest other) {
        return toString().compareTo(other.toString());
    }

    @Override
    public String toString() {
        return algorithm.prefix() + ":" + hex;
    }

    private static String shorten(String text) {
        return text.length() <= 80 ? text : text.substring(0, 80) + "...";
    }

    /// Written out, as is [#hashCode]: what a record gets by itself is linked at first use, which
    /// every short-lived process would pay for.
    @Override
    public boolean equals(Object other) {
        return other instanceof Digest that && algorithm == that.algorithm && hex.equals(that.hex);
    }

    @Override
    public int hashCode() {
        return hex.hashCode();
    }
}

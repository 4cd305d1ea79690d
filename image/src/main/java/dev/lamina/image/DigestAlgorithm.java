package dev.lamina.image;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/// A digest algorithm of image-spec 1.1, descriptor.md, "Registered algorithms".
public enum DigestAlgorithm {
    SHA256("sha256", "SHA-256", 64),
    SHA512("sha512", "SHA-512", 128);

    private final String prefix;
    private final String javaName;
    private final int hexLength;

    DigestAlgorithm(String prefix, String javaName, int hexLength) {
        this.prefix = prefix;
        this.javaName = javaName;
        this.hexLength = hexLength;
    }

    /// The name as written before the colon of a digest.
    public String prefix() {
        return prefix;
    }

    /// The number of hexadecimal digits.
    public int hexLength() {
        return hexLength;
    }

    /// Returns a new, empty computation.
    public MessageDigest newMessageDigest() {
        try {
            return MessageDigest.getInstance(javaName);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has " + javaName, e);
        }
    }
}

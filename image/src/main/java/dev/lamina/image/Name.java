package dev.lamina.image;

/// One component of a path inside an image: bytes, as Linux has them, not text.
///
/// A name is never empty, `.` or `..`, has neither `/` nor NUL, and at most 255 bytes (limits.h(0P),
/// NAME_MAX). Order is that of unsigned bytes.
public record Name(Bytes bytes) implements Comparable<Name> {

    /// The longest name in bytes (`NAME_MAX` of every Linux file system that overlayfs accepts).
    public static final int MAX_LENGTH = 255;

    /// Creates a name.
    ///
    /// @throws IllegalArgumentException if the bytes cannot be a name
    public Name {
        int length = bytes.length();
        if (length == 0 || length > MAX_LENGTH) {
            throw new IllegalArgumentException(
                    "name: expected 1 to " + MAX_LENGTH + " bytes, got " + length);
        }
        if (bytes.at(0) == '.' && (length == 1 || length == 2 && bytes.at(1) == '.')) {
            throw new IllegalArgumentException("name: expected neither . nor .., got " + bytes);
        }
        for (int i = 0; i < length; i++) {
            if (bytes.at(i) == '/' || bytes.at(i) == 0) {
                throw new IllegalArgumentException("name: expected no / and no NUL, got " + bytes);
            }
        }
    }

    /// Returns the name with this UTF-8 form.
    ///
    /// @throws IllegalArgumentException if the text cannot be a name
    public static Name of(String text) {
        return new Name(Bytes.utf8(text));
    }

    @Override
    public int compareTo(Name other) {
        return bytes.compareTo(other.bytes);
    }

    /// Written out, as is [#hashCode]: what a record gets by itself is linked at first use, which
    /// every short-lived process would pay for.
    @Override
    public boolean equals(Object other) {
        return other instanceof Name that && bytes.equals(that.bytes);
    }

    @Override
    public int hashCode() {
        return bytes.hashCode();
    }

    /// Returns the name as text; what is not UTF-8 becomes U+FFFD.
    @Override
    public String toString() {
        return bytes.utf8();
    }
}

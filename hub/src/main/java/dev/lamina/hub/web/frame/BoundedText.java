package dev.lamina.hub.web.frame;

/// Text that takes no more than so many characters: whoever writes more is stopped by a
/// [FullException].
final class BoundedText implements Appendable {

    private final int maxLength;
    private final StringBuilder text = new StringBuilder();

    BoundedText(int maxLength) {
        this.maxLength = maxLength;
    }

    /// The end of all writing.
    static final class FullException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        FullException(int maxLength) {
            super("text: expected at most " + maxLength + " characters");
        }
    }

    @Override
    public Appendable append(CharSequence piece) {
        return append(piece, 0, piece.length());
    }

    @Override
    public Appendable append(CharSequence piece, int start, int end) {
        if (end - start > maxLength - text.length()) {
            throw new FullException(maxLength);
        }
        text.append(piece, start, end);
        return this;
    }

    @Override
    public Appendable append(char character) {
        return append(String.valueOf(character));
    }

    @Override
    public String toString() {
        return text.toString();
    }
}

package dev.lamina.image;

/// A reference typed by a user is none.
public final class InvalidReferenceException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    private final int position;

    /// Creates the error.
    ///
    /// @param position where in the text the fault lies, counted from 0
    public InvalidReferenceException(String text, int position, String fault) {
        super("invalid reference '" + text + "', at " + position + ": " + fault);
        this.position = position;
    }

    public int position() {
        return position;
    }
}

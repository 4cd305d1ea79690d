package dev.lamina.hub.web.frame;

/// A form that is refused because of one of its fields; it is shown again.
public final class FieldException extends Exception {

    private static final long serialVersionUID = 1L;

    private final int status;

    /// @param message begins with the word for the field
    public FieldException(int status, String message) {
        super(message);
        this.status = status;
    }

    /// The status to answer with.
    public int status() {
        return status;
    }
}

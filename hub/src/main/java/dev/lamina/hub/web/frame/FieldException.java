package dev.lamina.hub.web.frame;

/// A form that is refused because of one of its fields; it is shown again.
public final class FieldException extends Exception {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final String field;

    /// @param field that is at fault, as the form names it
    public FieldException(int status, String field, String message) {
        super(message);
        this.status = status;
        this.field = field;
    }

    /// The field that is at fault, as the form names it.
    public String field() {
        return field;
    }

    /// The status to answer with.
    public int status() {
        return status;
    }
}

package dev.lamina.hub.catalog.repository;

/// A text about a repository that is not as it may be; the message is for whoever wrote it.
public final class RefusedTextException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    private final String field;

    /// @param field the part of [RepositoryTexts] that is at fault
    RefusedTextException(String field, String message) {
        super(message);
        this.field = field;
    }

    /// The part of [RepositoryTexts] that is at fault.
    public String field() {
        return field;
    }
}

package dev.lamina.hub.account;

import java.io.IOException;

/// A wish about accounts that is not granted; the message is for whoever wished.
public final class RefusedException extends IOException {

    private static final long serialVersionUID = 1L;

    private final String field;

    /// Refuses a wish because of all of it.
    RefusedException(String message) {
        this("", message);
    }

    /// @param field what is at fault: `name`, `password`, `invitation`, `repository` and so on
    RefusedException(String field, String message) {
        super(message);
        this.field = field;
    }

    /// What is at fault; empty if it is no part of the wish alone.
    public String field() {
        return field;
    }
}

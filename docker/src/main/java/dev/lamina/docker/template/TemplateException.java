package dev.lamina.docker.template;

/// A template is wrong, or does not fit the value that it formats. The messages are Go's.
public final class TemplateException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    TemplateException(String message) {
        super(message);
    }
}

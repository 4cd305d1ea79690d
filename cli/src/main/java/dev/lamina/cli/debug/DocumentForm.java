package dev.lamina.cli.debug;

import java.util.Locale;

/// The readers that the pages about commands are written for.
public enum DocumentForm {
    /// Readers of the source tree: Markdown.
    MARKDOWN,
    /// `man`: section 1 of the manual.
    MAN,
    /// Shells: what bash, zsh and fish complete.
    COMPLETION;

    /// Reads a form as a command line names it.
    static DocumentForm parse(String text) {
        for (DocumentForm form : values()) {
            if (form.name().toLowerCase(Locale.ROOT).equals(text)) {
                return form;
            }
        }
        throw new IllegalArgumentException(
                "--form: expected markdown, man or completion, got " + text);
    }
}

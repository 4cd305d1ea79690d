package dev.lamina.docker.template;

/// A piece of a template.
///
/// @param text     as written
/// @param position of its first character in the template
record Token(Kind kind, String text, int position) {

    enum Kind {
        /// Copied to the output.
        TEXT,
        /// `{{`
        OPEN,
        /// `}}`
        CLOSE,
        /// `.Name`
        FIELD,
        /// `.`
        DOT,
        /// `$name` or `$`
        VARIABLE,
        /// A function or a keyword.
        WORD,
        /// `"text"` or a raw one in back quotes.
        STRING,
        /// `'c'`
        CHARACTER,
        NUMBER,
        PIPE,
        COMMA,
        /// `:=`
        DECLARE,
        /// `=`
        ASSIGN,
        LEFT,
        RIGHT,
        SPACE,
        END
    }
}

package dev.lamina.docker.template;

import dev.lamina.docker.template.Token.Kind;

import java.util.ArrayList;
import java.util.List;

/// Cuts a template into tokens (Go's text/template, "Text and spaces", "Actions").
final class Lexer {

    private static final String OPEN = "{{";
    private static final String CLOSE = "}}";

    private final String source;
    private final List<Token> tokens = new ArrayList<>();
    private int position;

    private Lexer(String source) {
        this.source = source;
    }

    static List<Token> tokens(String source) {
        var lexer = new Lexer(source);
        lexer.scan();
        return lexer.tokens;
    }

    private void scan() {
        boolean trim = false;
        while (position < source.length()) {
            int open = source.indexOf(OPEN, position);
            int end = open < 0 ? source.length() : open;
            boolean trimBefore = open >= 0 && isTrimMarker(open + 2);
            text(position, end, trim, trimBefore);
            if (open < 0) {
                break;
            }
            position = open + 2 + (trimBefore ? 2 : 0);
            trim = source.startsWith("/*", position) ? comment() : action(open);
        }
        tokens.add(new Token(Kind.END, "EOF", source.length()));
        position = source.length();
    }

    /// A minus sign beside a delimiter trims, with white space on its other side.
    private boolean isTrimMarker(int at) {
        return at + 1 < source.length()
                && source.charAt(at) == '-'
                && isSpace(source.charAt(at + 1));
    }

    private void text(int from, int to, boolean trimStart, boolean trimEnd) {
        int start = from;
        int end = to;
        while (trimStart && start < end && isSpace(source.charAt(start))) {
            start++;
        }
        while (trimEnd && end > start && isSpace(source.charAt(end - 1))) {
            end--;
        }
        if (start < end) {
            tokens.add(new Token(Kind.TEXT, source.substring(start, end), start));
        }
    }

    /// @return whether the text that follows is trimmed
    private boolean comment() {
        int end = source.indexOf("*/", position);
        if (end < 0) {
            throw fault("unclosed comment");
        }
        position = end + 2;
        boolean trim = position + 1 < source.length() && isTrimEnd();
        if (trim) {
            position += 2;
        }
        if (!source.startsWith(CLOSE, position)) {
            throw fault("comment ends before closing delimiter");
        }
        position += 2;
        return trim;
    }

    private boolean isTrimEnd() {
        return isSpace(source.charAt(position)) && source.startsWith("-" + CLOSE, position + 1);
    }

    /// @return whether the text that follows is trimmed
    private boolean action(int open) {
        tokens.add(new Token(Kind.OPEN, OPEN, open));
        while (position < source.length()) {
            if (source.startsWith(CLOSE, position)) {
                return close(false);
            }
            if (isTrimEnd()) {
                position += 2;
                return close(true);
            }
            inside();
        }
        throw fault("unclosed action");
    }

    private boolean close(boolean trim) {
        tokens.add(new Token(Kind.CLOSE, CLOSE, position));
        position += 2;
        return trim;
    }

    private void inside() {
        int start = position;
        char c = source.charAt(position);
        if (isSpace(c)) {
            while (position < source.length() && isSpace(source.charAt(position)) && !isTrimEnd()) {
                position++;
            }
            add(Kind.SPACE, start);
        } else if (c == '"') {
            quoted('"', Kind.STRING, "unterminated quoted string");
        } else if (c == '\'') {
            quoted('\'', Kind.CHARACTER, "unterminated character constant");
        } else if (c == '`') {
            int end = source.indexOf('`', position + 1);
            if (end < 0) {
                throw fault("unterminated raw quoted string");
            }
            position = end + 1;
            add(Kind.STRING, start);
        } else if (c == '$') {
            position++;
            name();
            add(Kind.VARIABLE, start);
        } else if (c == '.' && !isDigit(peek(1))) {
            position++;
            name();
            add(position == start + 1 ? Kind.DOT : Kind.FIELD, start);
        } else if (isDigit(c) || (c == '+' || c == '-' || c == '.') && startsNumber()) {
            number();
            add(Kind.NUMBER, start);
        } else if (isLetter(c)) {
            name();
            add(Kind.WORD, start);
        } else {
            punctuation(c);
        }
    }

    private void punctuation(char c) {
        int start = position++;
        switch (c) {
            case '|' -> add(Kind.PIPE, start);
            case ',' -> add(Kind.COMMA, start);
            case '(' -> add(Kind.LEFT, start);
            case ')' -> add(Kind.RIGHT, start);
            case '=' -> add(Kind.ASSIGN, start);
            case ':' -> {
                if (peek(0) != '=') {
                    throw fault("expected :=");
                }
                position++;
                add(Kind.DECLARE, start);
            }
            default -> throw fault("unexpected \"" + c + "\" in command");
        }
    }

    private void quoted(char quote, Kind kind, String fault) {
        int start = position++;
        while (position < source.length() && source.charAt(position) != quote) {
            if (source.charAt(position) == '\n') {
                throw fault(fault);
            }
            position += source.charAt(position) == '\\' ? 2 : 1;
        }
        if (position >= source.length()) {
            throw fault(fault);
        }
        position++;
        add(kind, start);
    }

    private boolean startsNumber() {
        return isDigit(peek(1)) || peek(1) == '.' && isDigit(peek(2));
    }

    private void number() {
        position++;
        while (position < source.length()) {
            char c = source.charAt(position);
            char before = source.charAt(position - 1);
            boolean exponentSign = (c == '+' || c == '-') && (before == 'e' || before == 'E');
            if (!isLetter(c) && !isDigit(c) && c != '.' && !exponentSign) {
                break;
            }
            position++;
        }
    }

    private void name() {
        while (position < source.length()
                && (isLetter(source.charAt(position)) || isDigit(source.charAt(position)))) {
            position++;
        }
    }

    private void add(Kind kind, int start) {
        tokens.add(new Token(kind, source.substring(start, position), start));
    }

    private char peek(int ahead) {
        int at = position + ahead;
        return at < source.length() ? source.charAt(at) : 0;
    }

    private TemplateException fault(String message) {
        return Template.parseFault(source, Math.min(position, source.length()), message);
    }

    private static boolean isSpace(char c) {
        return c == ' ' || c == '\t' || c == '\r' || c == '\n';
    }

    private static boolean isLetter(char c) {
        return c == '_' || Character.isLetter(c);
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}

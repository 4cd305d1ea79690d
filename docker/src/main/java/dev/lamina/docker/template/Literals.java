package dev.lamina.docker.template;

/// Constants as Go writes them.
final class Literals {

    private Literals() {}

    static Expression.Literal literal(Token token, String source) {
        Object value =
                switch (token.kind()) {
                    case STRING -> string(token, source);
                    case CHARACTER -> character(token, source);
                    default -> number(token, source);
                };
        return new Expression.Literal(token.position(), value, token.text());
    }

    private static String string(Token token, String source) {
        String inner = token.text().substring(1, token.text().length() - 1);
        return token.text().charAt(0) == '`' ? inner : unescape(inner, token, source);
    }

    private static Long character(Token token, String source) {
        String inner = token.text().substring(1, token.text().length() - 1);
        String text = unescape(inner, token, source);
        if (text.codePointCount(0, text.length()) != 1) {
            throw fault(token, source, "malformed character constant: " + token.text());
        }
        return (long) text.codePointAt(0);
    }

    private static Object number(Token token, String source) {
        String text = token.text().replace("_", "");
        try {
            boolean hexadecimal = text.contains("0x") || text.contains("0X");
            boolean real = !hexadecimal && (text.contains(".") || text.matches(".*[eE].*"));
            if (real) {
                return Double.parseDouble(text);
            }
            String digits = text.replace("0b", "0B").replace("0o", "0");
            return digits.contains("0B")
                    ? (Object) Long.parseLong(digits.replace("0B", ""), 2)
                    : Long.decode(digits);
        } catch (NumberFormatException e) {
            throw fault(token, source, "bad number syntax: \"" + token.text() + "\"");
        }
    }

    private static String unescape(String text, Token token, String source) {
        if (text.indexOf('\\') < 0) {
            return text;
        }
        var out = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c != '\\') {
                out.append(c);
                continue;
            }
            if (++i == text.length()) {
                throw fault(token, source, "invalid syntax");
            }
            int digits =
                    switch (text.charAt(i)) {
                        case 'x' -> 2;
                        case 'u' -> 4;
                        case 'U' -> 8;
                        default -> 0;
                    };
            if (digits == 0) {
                out.append(simple(text.charAt(i), token, source));
            } else {
                out.appendCodePoint(codePoint(text, i + 1, digits, token, source));
                i += digits;
            }
        }
        return out.toString();
    }

    private static char simple(char c, Token token, String source) {
        return switch (c) {
            case 'n' -> '\n';
            case 't' -> '\t';
            case 'r' -> '\r';
            case 'a' -> '\u0007';
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'v' -> '\u000b';
            case '\\', '"', '\'' -> c;
            default -> throw fault(token, source, "invalid syntax");
        };
    }

    private static int codePoint(String text, int from, int digits, Token token, String source) {
        try {
            int point = Integer.parseInt(text, from, from + digits, 16);
            if (Character.isValidCodePoint(point)) {
                return point;
            }
        } catch (NumberFormatException | IndexOutOfBoundsException e) {
            throw fault(token, source, "invalid syntax");
        }
        throw fault(token, source, "invalid syntax");
    }

    private static TemplateException fault(Token token, String source, String message) {
        return Template.parseFault(source, token.position(), message);
    }
}

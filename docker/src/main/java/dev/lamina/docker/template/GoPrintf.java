package dev.lamina.docker.template;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;

/// The function `printf`: Go's fmt with the flags `- + # 0` and space, width, precision, and the
/// verbs `v s q d x X o b c t e f g T %`.
final class GoPrintf {

    private static final int MAX_WIDTH = 1000;
    private static final int DEFAULT_PRECISION = 6;

    private final String format;
    private final List<@Nullable Object> arguments;
    private final StringBuilder out = new StringBuilder();
    private int position;
    private int next;

    private boolean left;
    private boolean plus;
    private boolean space;
    private boolean sharp;
    private boolean zero;
    private int width;
    private int precision;

    GoPrintf(String format, List<@Nullable Object> arguments) {
        this.format = format;
        this.arguments = arguments;
    }

    String format() {
        while (position < format.length()) {
            char c = format.charAt(position++);
            if (c != '%') {
                out.append(c);
            } else if (position == format.length()) {
                out.append("%!(NOVERB)");
            } else {
                readFlags();
                verb(format.charAt(position++));
            }
        }
        if (next < arguments.size()) {
            extra();
        }
        return out.toString();
    }

    private void extra() {
        out.append("%!(EXTRA ");
        String separator = "";
        for (Object argument : arguments.subList(next, arguments.size())) {
            out.append(separator).append(Values.typeName(argument)).append('=');
            out.append(GoText.of(argument));
            separator = ", ";
        }
        out.append(')');
    }

    private void readFlags() {
        left = plus = space = sharp = zero = false;
        precision = -1;
        boolean flags = true;
        while (flags && position < format.length()) {
            switch (format.charAt(position)) {
                case '-' -> left = true;
                case '+' -> plus = true;
                case ' ' -> space = true;
                case '#' -> sharp = true;
                case '0' -> zero = true;
                default -> flags = false;
            }
            position += flags ? 1 : 0;
        }
        width = digits();
        if (position < format.length() && format.charAt(position) == '.') {
            position++;
            precision = digits();
        }
        if (position == format.length()) {
            position--;
        }
    }

    private int digits() {
        int number = 0;
        while (position < format.length() && Character.isDigit(format.charAt(position))) {
            number = Math.min(MAX_WIDTH, number * 10 + format.charAt(position++) - '0');
        }
        return number;
    }

    private void verb(char verb) {
        if (verb == '%') {
            out.append('%');
            return;
        }
        if (next == arguments.size()) {
            out.append("%!").append(verb).append("(MISSING)");
            return;
        }
        Object argument = arguments.get(next++);
        String text =
                switch (argument) {
                    case Long number -> integer(verb, number);
                    case Double number -> real(verb, number);
                    case String string -> string(verb, string);
                    case Boolean flag -> verb == 't' || verb == 'v' ? flag.toString() : null;
                    case null -> verb == 'v' ? "<nil>" : null;
                    default -> verb == 'v' || verb == 's' ? GoText.of(argument) : null;
                };
        if (verb == 'T') {
            text = Values.typeName(argument);
        }
        pad(text != null ? text : bad(verb, argument), argument);
    }

    private static String bad(char verb, @Nullable Object argument) {
        return argument == null
                ? "%!" + verb + "(<nil>)"
                : "%!" + verb + "(" + Values.typeName(argument) + "=" + GoText.of(argument) + ")";
    }

    private @Nullable String integer(char verb, long number) {
        return switch (verb) {
            case 'd', 'v' -> sign(number >= 0, Long.toString(number));
            case 'x' -> sign(number >= 0, (sharp ? "0x" : "") + Long.toString(number, 16));
            case 'X' ->
                    sign(
                            number >= 0,
                            (sharp ? "0X" : "")
                                    + Long.toString(number, 16).toUpperCase(java.util.Locale.ROOT));
            case 'o' -> sign(number >= 0, (sharp ? "0" : "") + Long.toString(number, 8));
            case 'b' -> sign(number >= 0, Long.toString(number, 2));
            case 'c' ->
                    Character.isValidCodePoint((int) number)
                            ? Character.toString((int) number)
                            : "\ufffd";
            case 'q' -> "'" + Character.toString((int) number) + "'";
            default -> null;
        };
    }

    private @Nullable String real(char verb, double number) {
        BigDecimal value = new BigDecimal(Double.toString(number));
        return switch (verb) {
            case 'v' -> sign(number >= 0, GoText.number(number));
            case 'f', 'F' ->
                    sign(
                            number >= 0,
                            new BigDecimal(number)
                                    .setScale(
                                            precision < 0 ? DEFAULT_PRECISION : precision,
                                            RoundingMode.HALF_EVEN)
                                    .toPlainString());
            case 'g' ->
                    sign(
                            number >= 0,
                            precision < 0
                                    ? GoText.number(number)
                                    : general(
                                            value.round(new MathContext(Math.max(1, precision)))));
            case 'e' ->
                    sign(
                            number >= 0,
                            fixedExponent(value, precision < 0 ? DEFAULT_PRECISION : precision));
            default -> null;
        };
    }

    private String general(BigDecimal value) {
        int exponent = value.precision() - value.scale() - 1;
        return value.signum() != 0 && (exponent < -4 || exponent >= Math.max(1, precision))
                ? GoText.exponent(value)
                : GoText.plain(value);
    }

    private static String fixedExponent(BigDecimal value, int digits) {
        if (value.signum() == 0) {
            return "0" + (digits > 0 ? "." + "0".repeat(digits) : "") + "e+00";
        }
        BigDecimal rounded = value.round(new MathContext(digits + 1, RoundingMode.HALF_EVEN));
        int exponent = rounded.precision() - rounded.scale() - 1;
        String mantissa = rounded.movePointLeft(exponent).setScale(digits).toPlainString();
        return mantissa
                + (exponent < 0 ? "e-" : "e+")
                + (Math.abs(exponent) < 10 ? "0" : "")
                + Math.abs(exponent);
    }

    private String sign(boolean positive, String text) {
        return positive && plus ? "+" + text : positive && space ? " " + text : text;
    }

    private @Nullable String string(char verb, String text) {
        String cut =
                precision >= 0 && precision < text.length() ? text.substring(0, precision) : text;
        return switch (verb) {
            case 's', 'v' -> cut;
            case 'q' -> GoQuote.of(cut);
            case 'x' -> HexFormat.of().formatHex(cut.getBytes(StandardCharsets.UTF_8));
            case 'X' ->
                    HexFormat.of().withUpperCase().formatHex(cut.getBytes(StandardCharsets.UTF_8));
            default -> null;
        };
    }

    private void pad(String text, @Nullable Object argument) {
        int missing = width - text.codePointCount(0, text.length());
        boolean number = argument instanceof Long || argument instanceof Double;
        if (missing <= 0) {
            out.append(text);
        } else if (left) {
            out.append(text).repeat(' ', missing);
        } else if (zero && number) {
            boolean signed = text.startsWith("-") || text.startsWith("+");
            out.append(text, 0, signed ? 1 : 0).repeat('0', missing);
            out.append(text, signed ? 1 : 0, text.length());
        } else {
            out.repeat(zero ? '0' : ' ', missing).append(text);
        }
    }
}

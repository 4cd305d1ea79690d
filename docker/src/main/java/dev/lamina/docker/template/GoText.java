package dev.lamina.docker.template;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Values as Go's fmt prints them with `%v`.
final class GoText {

    /// Above, a float is printed with an exponent (Go's fmt, "%v for floating point is %g", with the
    /// threshold of `%v`).
    private static final double LARGE = 1e21;

    private static final double SMALL = 1e-4;

    private GoText() {}

    static String of(@Nullable Object value) {
        if (value instanceof String text) {
            return text;
        }
        var out = new StringBuilder();
        append(out, value);
        return out.toString();
    }

    private static void append(StringBuilder out, @Nullable Object value) {
        switch (value) {
            case null -> out.append("<nil>");
            case Double number -> out.append(number(number));
            case List<?> list -> {
                out.append('[');
                String separator = "";
                for (Object element : list) {
                    out.append(separator);
                    append(out, element);
                    separator = " ";
                }
                out.append(']');
            }
            case Map<?, ?> map -> members(out, new TreeMap<>(map));
            case Fields fields -> {
                out.append('{');
                String separator = "";
                for (String name : fields.fieldNames()) {
                    out.append(separator);
                    append(out, fields.field(name));
                    separator = " ";
                }
                out.append('}');
            }
            default -> out.append(Expression.isAbsent(value) ? "<no value>" : value);
        }
    }

    private static void members(StringBuilder out, Map<?, ?> map) {
        out.append("map[");
        String separator = "";
        for (Map.Entry<?, ?> member : map.entrySet()) {
            out.append(separator).append(member.getKey()).append(':');
            append(out, member.getValue());
            separator = " ";
        }
        out.append(']');
    }

    static String number(double number) {
        double size = Math.abs(number);
        if (number == 0 || size >= SMALL && size < LARGE) {
            return plain(new BigDecimal(Double.toString(number)));
        }
        return exponent(new BigDecimal(Double.toString(number)));
    }

    static String plain(BigDecimal number) {
        return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }

    /// `d.ddde+XX`
    static String exponent(BigDecimal number) {
        BigDecimal stripped = number.stripTrailingZeros();
        int exponent = stripped.precision() - stripped.scale() - 1;
        String mantissa = stripped.movePointLeft(exponent).toPlainString();
        return mantissa
                + (exponent < 0 ? "e-" : "e+")
                + (Math.abs(exponent) < 10 ? "0" : "")
                + Math.abs(exponent);
    }
}

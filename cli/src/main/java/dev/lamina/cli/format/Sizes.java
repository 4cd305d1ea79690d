package dev.lamina.cli.format;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/// Sizes for people, in decimal units (Docker's go-units, HumanSizeWithPrecision).
public final class Sizes {

    private static final String[] UNITS = {"B", "kB", "MB", "GB", "TB", "PB", "EB"};
    private static final double STEP = 1000;

    private Sizes() {}

    /// Returns a size with three significant digits: `187MB`.
    public static String of(long bytes) {
        return of(bytes, 3);
    }

    /// Returns a size with some significant digits, no trailing zeros. Where Docker's rounding
    /// ends at `1e+03kB`, this is `1MB`.
    public static String of(double bytes, int digits) {
        double size = bytes;
        int unit = 0;
        while (size >= STEP && unit < UNITS.length - 1) {
            size /= STEP;
            unit++;
        }
        BigDecimal rounded = round(size, digits);
        if (rounded.doubleValue() >= STEP && unit < UNITS.length - 1) {
            rounded = round(rounded.doubleValue() / STEP, digits);
            unit++;
        }
        return plain(rounded) + UNITS[unit];
    }

    private static BigDecimal round(double size, int digits) {
        return new BigDecimal(size).round(new MathContext(digits, RoundingMode.HALF_EVEN));
    }

    private static String plain(BigDecimal number) {
        return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }
}

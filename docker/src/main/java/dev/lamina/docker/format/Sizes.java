package dev.lamina.docker.format;

/// Sizes for people, in decimal units (Docker's go-units, HumanSizeWithPrecision).
///
/// Rounds the exact value of a `double`, half to even, as Go does; in `long`, because the first use
/// of `BigDecimal` costs a cold JVM as much as all the rest of a command (decision 0066).
public final class Sizes {

    private static final String[] UNITS = {"B", "kB", "MB", "GB", "TB", "PB", "EB"};
    private static final int STEP = 1000;
    private static final long[] POWERS_OF_TEN = {1, 10, 100, 1000};

    /// The bits of a `double` behind the leading one (IEEE 754, binary64).
    private static final int FRACTION_BITS = 52;

    private Sizes() {}

    /// Returns a size with three significant digits: `187MB`.
    public static String of(long bytes) {
        return of(bytes, 3);
    }

    /// Returns a size with some significant digits, no trailing zeros; less than a byte is nothing.
    /// Where Docker's rounding ends at `1e+03kB`, this is `1MB`.
    ///
    /// @param digits 3 or 4
    public static String of(double bytes, int digits) {
        double size = bytes < 1 ? 0 : bytes;
        int unit = 0;
        while (size >= STEP && unit < UNITS.length - 1) {
            size /= STEP;
            unit++;
        }
        int decimals = digits - (size >= 100 ? 3 : size >= 10 ? 2 : 1);
        long rounded = round(size, decimals);
        if (rounded == STEP * POWERS_OF_TEN[decimals] && unit < UNITS.length - 1) {
            return 1 + UNITS[unit + 1];
        }
        return plain(rounded, decimals) + UNITS[unit];
    }

    /// Returns `size` times a power of ten.
    private static long round(double size, int decimals) {
        int exponent = Math.getExponent(size);
        if (size == 0 || exponent >= FRACTION_BITS) {
            return (long) size * POWERS_OF_TEN[decimals];
        }
        long one = 1L << FRACTION_BITS;
        long mantissa = Double.doubleToLongBits(size) & one - 1 | one;
        long scaled = mantissa * POWERS_OF_TEN[decimals];
        int shift = FRACTION_BITS - exponent;
        long half = 1L << shift - 1;
        long whole = scaled >>> shift;
        long rest = scaled & (1L << shift) - 1;
        boolean up = rest > half || rest == half && (whole & 1) == 1;
        return up ? whole + 1 : whole;
    }

    private static String plain(long number, int decimals) {
        long power = POWERS_OF_TEN[decimals];
        var text = new StringBuilder().append(number / power);
        long fraction = number % power;
        if (fraction > 0) {
            text.append('.');
            while (fraction > 0) {
                power /= 10;
                text.append(fraction / power);
                fraction %= power;
            }
        }
        return text.toString();
    }
}

package dev.lamina.docker.format;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.SplittableRandom;

/// Docker's go-units, HumanSizeWithPrecision; the values of the first test were printed by the
/// docker command line 28.2.
final class SizesTest {

    @Test
    void threeSignificantDigitsInDecimalUnits() {
        assertThat(Sizes.of(0)).isEqualTo("0B");
        assertThat(Sizes.of(999)).isEqualTo("999B");
        assertThat(Sizes.of(1234)).isEqualTo("1.23kB");
        assertThat(Sizes.of(9995)).isEqualTo("9.99kB");
        assertThat(Sizes.of(4261550)).isEqualTo("4.26MB");
        assertThat(Sizes.of(74812345)).isEqualTo("74.8MB");
        assertThat(Sizes.of(187654321)).isEqualTo("188MB");
        assertThat(Sizes.of(11234567)).isEqualTo("11.2MB");
        assertThat(Sizes.of(187654321, 4)).isEqualTo("187.7MB");
    }

    @Test
    void trailingZerosAreDropped() {
        assertThat(Sizes.of(10_000_000)).isEqualTo("10MB");
        assertThat(Sizes.of(4_200_000_000L)).isEqualTo("4.2GB");
    }

    @Test
    void aSizeThatRoundsUpToAThousandTakesTheNextUnit() {
        assertThat(Sizes.of(999_900)).isEqualTo("1MB");
    }

    @Test
    void everySizeIsRoundedAsItsExactDecimalValueIs() {
        var random = new SplittableRandom(7);
        for (int i = 0; i < 100_000; i++) {
            double size = random.nextLong(1_000_000) / (random.nextBoolean() ? 1000.0 : 1024.0);
            String expected =
                    new BigDecimal(size)
                            .round(new MathContext(4, RoundingMode.HALF_EVEN))
                            .stripTrailingZeros()
                            .toPlainString();
            if (size >= 1 && !expected.equals("1000")) {
                assertThat(Sizes.of(size, 4)).as("%s", size).isEqualTo(expected + "B");
            }
        }
    }

    @Test
    void fractionsKeepTheirZerosAndLessThanAByteIsNothing() {
        assertThat(Sizes.of(1.004, 4)).isEqualTo("1.004B");
        assertThat(Sizes.of(10_040)).isEqualTo("10kB");
        assertThat(Sizes.of(1_050)).isEqualTo("1.05kB");
        assertThat(Sizes.of(0.75, 3)).isEqualTo("0B");
    }

    @Test
    void theLargestSizeHasAUnit() {
        assertThat(Sizes.of(Long.MAX_VALUE)).isEqualTo("9.22EB");
    }
}

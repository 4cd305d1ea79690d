package dev.lamina.image;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// The order of containerd's `platforms.Only`; the vectors are those of its tests.
final class PlatformOrderTest {

    @ParameterizedTest
    @CsvSource({
        "linux/amd64, linux/amd64 linux/386",
        "linux/amd64/v2, linux/amd64/v2 linux/amd64 linux/386",
        "linux/amd64/v4, linux/amd64/v4 linux/amd64/v3 linux/amd64/v2 linux/amd64 linux/386",
        "linux/386, linux/386",
        "linux/arm/v5, linux/arm/v5",
        "linux/arm/v6, linux/arm/v6 linux/arm/v5",
        "linux/arm, linux/arm/v7 linux/arm/v6 linux/arm/v5",
        "linux/arm/v8, linux/arm/v8 linux/arm/v7 linux/arm/v6 linux/arm/v5",
        "linux/arm64, linux/arm64 linux/arm/v8 linux/arm/v7 linux/arm/v6 linux/arm/v5",
        "linux/arm64/v8.2, linux/arm64/v8.2 linux/arm64/v8.1 linux/arm64 linux/arm/v8 linux/arm/v5",
        "linux/arm64/v9, linux/arm64/v9 linux/arm64/v8.5 linux/arm64/v8.4 linux/arm64 linux/arm/v8",
        "linux/arm64/v9.7, linux/arm64/v9.7 linux/arm64/v9 linux/arm64/v8.9 linux/arm64",
        "linux/ppc64le, linux/ppc64le",
    })
    void theBestIsTheHighestVariantThatIsNotAboveTheWantedOne(String wanted, String best) {
        PlatformOrder order = PlatformOrder.of(Platform.parse(wanted));
        List<String> expected = Arrays.asList(best.split(" "));

        List<String> sorted =
                expected.reversed().stream()
                        .map(Platform::parse)
                        .sorted(Comparator.comparing(p -> order.rank(p).orElseThrow()))
                        .map(Platform::toString)
                        .toList();

        assertThat(sorted).isEqualTo(expected);
        assertThat(order.rank(Platform.parse(wanted))).isEqualTo(OptionalInt.of(0));
    }

    @ParameterizedTest
    @CsvSource({
        "linux/amd64, linux/amd64/v2",
        "linux/amd64/v2, linux/amd64/v3",
        "linux/386, linux/amd64",
        "linux/arm/v5, linux/arm/v6",
        "linux/arm/v7, linux/arm/v8",
        "linux/arm/v7, linux/arm64",
        "linux/arm64, linux/arm64/v8.1",
        "linux/arm64, linux/arm64/v9",
        "linux/arm64/v9, linux/arm64/v8.6",
        "linux/arm64/odd, linux/arm64",
        "linux/amd64, windows/amd64",
        "linux/amd64, unknown/unknown",
        "linux/mips, linux/mipsle",
    })
    void nothingElseServes(String wanted, String image) {
        assertThat(PlatformOrder.of(Platform.parse(wanted)).serves(Platform.parse(image)))
                .isFalse();
    }

    @Test
    void otherSpellingsServeToo() {
        PlatformOrder order = PlatformOrder.of(Platform.parse("linux/arm64"));

        assertThat(order.serves(Platform.of("Linux", "aarch64"))).isTrue();
        assertThat(order.serves(Platform.of("", "AArch64").withVariant("V8"))).isTrue();
        assertThat(order.serves(Platform.of("linux", "armhf"))).isTrue();
    }

    @Test
    void anImageThatDoesNotSayWhatItIsForIsTheLastThatServes() {
        PlatformOrder order = PlatformOrder.of(Platform.parse("linux/amd64"));

        assertThat(order.rank(Platform.of("linux", ""))).isEqualTo(OptionalInt.of(2));
        assertThat(order.serves(Platform.of("windows", ""))).isFalse();
    }

    @Test
    void aVariantBeyondAllKnownOnesIsBounded() {
        PlatformOrder order =
                PlatformOrder.of(Platform.of("linux", "amd64").withVariant("v999999999"));

        assertThat(order.serves(Platform.of("linux", "amd64").withVariant("v999999999"))).isTrue();
        assertThat(order.serves(Platform.of("linux", "amd64").withVariant("v2"))).isFalse();
        assertThat(
                        PlatformOrder.of(Platform.parse("linux/amd64/v9"))
                                .rank(Platform.parse("linux/amd64/v4")))
                .isEqualTo(OptionalInt.of(1));
    }

    @Test
    void versionsAndFeaturesOfTheOsCountOnlyIfAskedFor() {
        Platform image =
                new Platform(
                        "windows",
                        "amd64",
                        Optional.empty(),
                        Optional.of("10.0.17763.1234"),
                        List.of("win32k"));

        assertThat(serves("windows/amd64", image)).isTrue();
        assertThat(serves("windows(10.0.17763)/amd64", image)).isTrue();
        assertThat(serves("windows(10.0.1776)/amd64", image)).isFalse();
        assertThat(serves("windows(10.0.14393)/amd64", image)).isFalse();
        assertThat(serves("windows(+win32k)/amd64", image)).isTrue();
        assertThat(serves("windows(+other)/amd64", image)).isFalse();
    }

    private static boolean serves(String wanted, Platform image) {
        return PlatformOrder.of(Platform.parse(wanted)).serves(image);
    }
}

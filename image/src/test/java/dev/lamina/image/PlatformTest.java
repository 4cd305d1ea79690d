package dev.lamina.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;

/// Platforms as people and documents write them: the forms of containerd's `platforms` package.
final class PlatformTest {

    private static final Platform HOST = Platform.of("linux", "arm64");

    @ParameterizedTest
    @CsvSource({
        "linux/amd64, linux/amd64",
        "linux/amd64/v1, linux/amd64",
        "linux/amd64/v3, linux/amd64/v3",
        "Linux/x86_64, linux/amd64",
        "LINUX/AMD64/V2, linux/amd64/v2",
        "linux/aarch64, linux/arm64",
        "linux/arm64/v8, linux/arm64",
        "linux/arm64/8, linux/arm64",
        "linux/arm64/9, linux/arm64/v9",
        "linux/arm64/v9.0, linux/arm64/v9",
        "linux/arm64/v8.2, linux/arm64/v8.2",
        "linux/arm, linux/arm/v7",
        "linux/arm/6, linux/arm/v6",
        "linux/arm/v5, linux/arm/v5",
        "linux/armhf, linux/arm/v7",
        "linux/armel, linux/arm/v6",
        "linux/armv7l, linux/arm/v7",
        "linux/i386, linux/386",
        "macos/arm64, darwin/arm64",
        "linux/s390x, linux/s390x",
        "linux/quantum, linux/quantum",
        "windows(10.0.17763)/amd64, windows/amd64",
        "linux, linux/arm64",
        "windows, windows/arm64",
        "amd64, linux/amd64",
        "x86_64, linux/amd64",
        "Aarch64, linux/arm64",
        "armhf, linux/arm/v7",
        "armel, linux/arm/v6",
        "armv7, linux/arm/v7",
        "arm, linux/arm/v7",
        "i386, linux/386",
        "riscv64, linux/riscv64",
    })
    void everyUsualFormIsRead(String text, String platform) {
        assertThat(Platform.parse(text, HOST)).hasToString(platform);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "quantum",
                "linux/",
                "linux//v7",
                "linux/amd64/v3/x",
                "linux/*",
                "linux/amd 64",
                "linux(1/amd64",
                "(1)/amd64"
            })
    void otherFormsAreRefused(String text) {
        assertThatThrownBy(() -> Platform.parse(text, HOST))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("platform: expected os[/architecture[/variant]], got '" + text + "'");
    }

    @Test
    void anOsMayAskForAVersionAndFeatures() {
        Platform platform = Platform.parse("windows(10.0.17763+win32k+a)/amd64", HOST);

        assertThat(platform.osVersion()).contains("10.0.17763");
        assertThat(platform.osFeatures()).isEqualTo(List.of("win32k", "a"));
    }

    @Test
    void theHostIsNamedInGosWords() {
        assertThat(Platform.ofHost("amd64")).hasToString("linux/amd64");
        assertThat(Platform.ofHost("x86")).hasToString("linux/386");
        assertThat(Platform.ofHost("aarch64")).hasToString("linux/arm64");
        assertThat(Platform.ofHost("arm")).hasToString("linux/arm/v7");
        assertThat(Platform.ofHost("riscv64")).hasToString("linux/riscv64");
    }
}

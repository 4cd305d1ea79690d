package dev.lamina.image;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.junit.jupiter.api.Test;

/// Whatever people type as a reference, a digest or a platform is refused as documented, or means the
/// same when it is written and read again.
final class TextFuzzTest {

    private static final String HEX = "0123456789abcdef".repeat(4);
    private static final Platform HOST = Platform.of("linux", "arm64");

    @Test
    void anyTextIsAReferenceOrRefusedAtAPlaceInIt() {
        Mutations.ofTexts(
                        "nginx",
                        "library/nginx:1.22",
                        "docker.io/account/app@sha256:" + HEX,
                        "index.docker.io/nginx:a@sha256:" + HEX,
                        "localhost:5000/a/b__c/d-e.f:v1.0_x",
                        "[::1]:5000/app",
                        "Host/app:latest",
                        "https://hub.docker.com/r/account/app?x#y",
                        "https://hub.docker.com/_/nginx/tags",
                        "./file.tar",
                        HEX)
                .check(5_000, InvalidReferenceException.class, TextFuzzTest::readReference);
    }

    private static void readReference(byte[] input) {
        String text = new String(input, UTF_8);
        try {
            Reference reference = Reference.parse(text);
            assertThat(Reference.parse(reference.toString())).isEqualTo(reference);
            assertThat(Reference.parse(reference.familiar())).isEqualTo(reference);
        } catch (InvalidReferenceException e) {
            assertThat(e.position()).isBetween(0, text.length());
            throw e;
        }
    }

    @Test
    void anyTextIsADigestOrRefused() {
        Mutations.ofTexts("sha256:" + HEX, "sha512:" + HEX + HEX, "md5:00")
                .check(
                        2_000,
                        IllegalArgumentException.class,
                        input -> {
                            String text = new String(input, UTF_8);
                            assertThat(Digest.parse(text)).hasToString(text);
                        });
    }

    @Test
    void anyTextIsAPlatformOrRefused() {
        Mutations.ofTexts(
                        "linux/amd64/v2",
                        "LINUX/x86_64",
                        "linux/arm64/v8",
                        "linux/armv7l",
                        "armel",
                        "windows(10.0.17763+win32k+a)/amd64",
                        "macos")
                .check(5_000, IllegalArgumentException.class, TextFuzzTest::readPlatform);
    }

    private static void readPlatform(byte[] input) {
        Platform platform = Platform.parse(new String(input, UTF_8), HOST);

        assertThat(platform.normalized()).isEqualTo(platform);
        assertThat(Platform.parse(platform.toString(), HOST)).hasToString(platform.toString());
        assertThat(platform.osFeatures()).hasSizeLessThanOrEqualTo(16);
    }
}

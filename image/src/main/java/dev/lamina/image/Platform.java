package dev.lamina.image;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;

/// The kind of machine that an image runs on: `os/architecture[/variant]`, in Go's words (image-spec
/// 1.1, image-index.md, "platform").
///
/// @param os           for instance `linux`
/// @param architecture for instance `amd64`, `arm64`
/// @param variant      for instance `v8`; absent where the architecture has none
/// @param osVersion    only Windows images have one
/// @param osFeatures   only Windows images have some
public record Platform(
        String os,
        String architecture,
        Optional<String> variant,
        Optional<String> osVersion,
        List<String> osFeatures) {

    public Platform {
        requireNonNull(os, "os");
        requireNonNull(architecture, "architecture");
        requireNonNull(variant, "variant");
        requireNonNull(osVersion, "osVersion");
        osFeatures = List.copyOf(osFeatures);
    }

    /// Returns a platform without a variant.
    public static Platform of(String os, String architecture) {
        return new Platform(os, architecture, Optional.empty(), Optional.empty(), List.of());
    }

    /// Reads `os/architecture[/variant]`, `os` or `architecture`, as containerd does: upper case and
    /// the usual other spellings count as well (`x86_64`, `aarch64`, `armhf`, `i386`), and the os may
    /// ask for a version and features: `windows(10.0.17763+win32k)`.
    ///
    /// @param host says the rest where the text is one word
    /// @throws IllegalArgumentException if the text has another form
    public static Platform parse(String text, Platform host) {
        return PlatformText.parse(text, host);
    }

    /// Reads a platform; what a single word leaves open is that of Linux on amd64.
    ///
    /// @throws IllegalArgumentException if the text has another form
    public static Platform parse(String text) {
        return parse(text, of("linux", "amd64"));
    }

    /// Returns the platform of the machine that a JVM runs on, always with os `linux`: images are
    /// Linux images whatever the host is.
    ///
    /// @param osArch the system property `os.arch`
    public static Platform ofHost(String osArch) {
        return of("linux", osArch).normalized();
    }

    /// Returns the platform with another variant; with none if the text is empty.
    public Platform withVariant(String newVariant) {
        return new Platform(
                os,
                architecture,
                newVariant.isEmpty() ? Optional.empty() : Optional.of(newVariant),
                osVersion,
                osFeatures);
    }

    /// Returns the platform in Go's words, without the variants that mean nothing: `arm64/v8` and
    /// `amd64/v1` are the plain architectures, and plain `arm` is `arm/v7`.
    public Platform normalized() {
        return new Platform(
                PlatformNames.os(os),
                PlatformNames.architecture(architecture),
                PlatformNames.variant(architecture, variant),
                osVersion,
                osFeatures);
    }

    @Override
    public String toString() {
        return os + "/" + architecture + variant.map(v -> "/" + v).orElse("");
    }

    /// Written out, as is [#hashCode]: what a record gets by itself is linked at first use, which
    /// every short-lived process would pay for.
    @Override
    public boolean equals(Object other) {
        return other instanceof Platform that
                && os.equals(that.os)
                && architecture.equals(that.architecture)
                && variant.equals(that.variant)
                && osVersion.equals(that.osVersion)
                && osFeatures.equals(that.osFeatures);
    }

    @Override
    public int hashCode() {
        int hash = os.hashCode();
        hash = 31 * hash + architecture.hashCode();
        hash = 31 * hash + variant.hashCode();
        hash = 31 * hash + osVersion.hashCode();
        return 31 * hash + osFeatures.hashCode();
    }
}

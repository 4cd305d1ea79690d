package dev.lamina.image;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;

/// What an image runs on: `os/architecture[/variant]`, in Go's words (image-spec 1.1,
/// image-index.md, "platform").
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

    /// Reads `os/architecture[/variant]`, with the usual other spellings of an architecture
    /// (`x86_64`, `aarch64`).
    ///
    /// @throws IllegalArgumentException if the text has another form
    public static Platform parse(String text) {
        String[] parts = text.split("/", -1);
        if (parts.length < 2 || parts.length > 3) {
            throw new IllegalArgumentException(
                    "platform: expected os/architecture[/variant], got '" + text + "'");
        }
        for (String part : parts) {
            if (!part.matches("[A-Za-z0-9_.-]{1,64}")) {
                throw new IllegalArgumentException(
                        "platform: expected os/architecture[/variant], got '" + text + "'");
            }
        }
        Optional<String> variant = parts.length == 3 ? Optional.of(parts[2]) : Optional.empty();
        return new Platform(
                        parts[0].toLowerCase(java.util.Locale.ROOT),
                        goArchitecture(parts[1].toLowerCase(java.util.Locale.ROOT)),
                        variant,
                        Optional.empty(),
                        List.of())
                .normalized();
    }

    /// Returns the platform of the machine that a JVM runs on, always with os `linux`: images are
    /// Linux images whatever the host is.
    ///
    /// @param osArch the system property `os.arch`
    public static Platform ofHost(String osArch) {
        return of("linux", goArchitecture(osArch)).normalized();
    }

    /// Drops the variants that mean nothing: `arm64/v8` and `amd64/v1` are the plain architectures,
    /// and plain `arm` is `arm/v7`.
    public Platform normalized() {
        boolean implied =
                variant.isPresent()
                        && (architecture.equals("arm64") && variant.get().equals("v8")
                                || architecture.equals("amd64") && variant.get().equals("v1"));
        if (implied) {
            return new Platform(os, architecture, Optional.empty(), osVersion, osFeatures);
        }
        if (architecture.equals("arm") && variant.isEmpty()) {
            return new Platform(os, architecture, Optional.of("v7"), osVersion, osFeatures);
        }
        return this;
    }

    /// Tells whether an image for `image` is the one wanted here: same os, architecture and
    /// variant.
    public boolean matches(Platform image) {
        Platform wanted = normalized();
        Platform offered = image.normalized();
        return wanted.os.equals(offered.os)
                && wanted.architecture.equals(offered.architecture)
                && wanted.variant.equals(offered.variant);
    }

    @Override
    public String toString() {
        return os + "/" + architecture + variant.map(v -> "/" + v).orElse("");
    }

    private static String goArchitecture(String name) {
        return switch (name) {
            case "x86_64", "x86-64" -> "amd64";
            case "aarch64" -> "arm64";
            case "i386", "i486", "i586", "i686", "x86" -> "386";
            case "armhf", "armv7l" -> "arm";
            default -> name;
        };
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

package dev.lamina.image;

import java.util.Locale;
import java.util.Optional;

/// The words in which platforms are written, and their other spellings: those of containerd's
/// `platforms` package, which Docker and BuildKit use, and what `uname -m` says.
final class PlatformNames {

    private PlatformNames() {}

    /// Returns the system; where none is named, Linux.
    static String os(String name) {
        if (name.isEmpty()) {
            return "linux";
        }
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.equals("macos") ? "darwin" : lower;
    }

    static String architecture(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return switch (lower) {
            case "x86_64", "x86-64" -> "amd64";
            case "aarch64" -> "arm64";
            case "i386", "i486", "i586", "i686", "x86" -> "386";
            case "armhf", "armel" -> "arm";
            default -> armLevel(lower).isPresent() ? "arm" : lower;
        };
    }

    /// Returns the variant that counts; absent where the plain architecture means the same.
    static Optional<String> variant(String architecture, Optional<String> variant) {
        String arch = architecture.toLowerCase(Locale.ROOT);
        String lower = variant.isPresent() ? variant.get().toLowerCase(Locale.ROOT) : "";
        String settled =
                switch (arch) {
                    case "i386", "i486", "i586", "i686", "x86" -> "";
                    case "amd64", "x86_64", "x86-64" -> lower.equals("v1") ? "" : lower;
                    case "arm64", "aarch64" -> arm64(lower);
                    case "armhf" -> "v7";
                    case "armel" -> "v6";
                    case "arm" -> arm(lower);
                    default -> lower.isEmpty() ? armLevel(arch).orElse("") : lower;
                };
        return settled.isEmpty() ? Optional.empty() : Optional.of(settled);
    }

    private static String arm64(String variant) {
        return switch (variant) {
            case "8", "v8", "v8.0" -> "";
            case "9", "9.0", "v9.0" -> "v9";
            default -> variant;
        };
    }

    private static String arm(String variant) {
        return switch (variant) {
            case "", "7" -> "v7";
            case "5", "6", "8" -> "v" + variant;
            default -> variant;
        };
    }

    /// `armv7` and `armv7l` say both.
    private static Optional<String> armLevel(String architecture) {
        boolean says =
                architecture.length() >= 5
                        && architecture.length() <= 6
                        && architecture.startsWith("armv")
                        && architecture.charAt(4) >= '5'
                        && architecture.charAt(4) <= '8'
                        && (architecture.length() == 5 || architecture.endsWith("l"));
        return says ? Optional.of("v" + architecture.charAt(4)) : Optional.empty();
    }
}

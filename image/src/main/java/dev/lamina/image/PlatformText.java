package dev.lamina.image;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads platforms as people write them. Apart from [PlatformNames], which every start needs and
/// which therefore has no patterns.
final class PlatformText {

    private static final Pattern PART = Pattern.compile("[A-Za-z0-9_.-]{1,64}");

    /// `os`, `os(version)` or `os(version+feature+feature)`.
    private static final Pattern OS =
            Pattern.compile(
                    "([A-Za-z0-9_-]{1,64})(?:\\(([A-Za-z0-9_.-]{0,64})((?:\\+[A-Za-z0-9_.-]{1,64}){0,16})\\))?");

    private static final Set<String> SYSTEMS =
            Set.of(
                    "aix",
                    "android",
                    "darwin",
                    "dragonfly",
                    "freebsd",
                    "hurd",
                    "illumos",
                    "ios",
                    "js",
                    "linux",
                    "netbsd",
                    "openbsd",
                    "plan9",
                    "solaris",
                    "windows",
                    "zos");

    private static final Set<String> ARCHITECTURES =
            Set.of(
                    "386",
                    "amd64",
                    "arm",
                    "arm64",
                    "arm64be",
                    "armbe",
                    "loong64",
                    "mips",
                    "mips64",
                    "mips64le",
                    "mipsle",
                    "ppc",
                    "ppc64",
                    "ppc64le",
                    "riscv",
                    "riscv64",
                    "s390",
                    "s390x",
                    "sparc",
                    "sparc64",
                    "wasm");

    private PlatformText() {}

    /// Reads a platform as people write it; see [Platform#parse].
    static Platform parse(String text, Platform host) {
        String[] parts = text.split("/", -1);
        Matcher os = OS.matcher(parts[0]);
        if (parts.length > 3 || !os.matches() || !areNames(parts)) {
            throw refused(text);
        }
        Optional<String> version = Optional.ofNullable(os.group(2)).filter(v -> !v.isEmpty());
        List<String> features = new ArrayList<>();
        for (String feature : os.group(3) == null ? new String[0] : os.group(3).split("\\+")) {
            if (!feature.isEmpty()) {
                features.add(feature);
            }
        }
        String system = PlatformNames.os(os.group(1));
        if (parts.length > 1) {
            Optional<String> variant = parts.length == 3 ? Optional.of(parts[2]) : Optional.empty();
            return new Platform(system, parts[1], variant, version, features).normalized();
        }
        if (SYSTEMS.contains(system)) {
            return new Platform(system, host.architecture(), host.variant(), version, features);
        }
        Platform named = Platform.of(host.os(), parts[0]).normalized();
        if (!ARCHITECTURES.contains(named.architecture())) {
            throw refused(text);
        }
        return named;
    }

    private static boolean areNames(String[] parts) {
        for (int i = 1; i < parts.length; i++) {
            if (!PART.matcher(parts[i]).matches()) {
                return false;
            }
        }
        return true;
    }

    private static IllegalArgumentException refused(String text) {
        return new IllegalArgumentException(
                "platform: expected os[/architecture[/variant]], got '" + text + "'");
    }
}

package dev.lamina.image;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// The order of the images that serve where one platform is wanted, the best first: those of its own
/// variant, then those of each lower one, then those of the 32-bit architecture that the processor
/// runs too. A higher variant never serves.
///
/// The order is that of `platforms.Only` in containerd, by which Docker chooses. `os.version` and
/// `os.features` of an image count only if the wanted platform names some: on Linux nothing depends
/// on them.
public final class PlatformOrder {

    private static final int MAX_AMD64 = 4;
    private static final int MIN_ARM = 5;
    private static final int MAX_ARM = 8;

    /// The step from ARMv9.N to the ARMv8.(N+5) that it also is, as far as that goes.
    private static final int ARM64_STEP = 5;

    private static final int MAX_ARM64_MINOR = 9;

    private final Platform wanted;
    private final List<Kind> kinds;

    private PlatformOrder(Platform wanted, List<Kind> kinds) {
        this.wanted = wanted;
        this.kinds = kinds;
    }

    /// An architecture with its variant, normalized.
    private record Kind(String architecture, Optional<String> variant) {

        static Kind of(Platform platform) {
            return new Kind(platform.architecture(), platform.variant());
        }

        static Kind of(String architecture, String variant) {
            return of(Platform.of("linux", architecture).withVariant(variant).normalized());
        }
    }

    /// Returns the order for a platform.
    public static PlatformOrder of(Platform wanted) {
        Platform normal = wanted.normalized();
        var kinds = new ArrayList<Kind>();
        kinds.add(Kind.of(normal));
        switch (normal.architecture()) {
            case "amd64" -> addAmd64(kinds, normal);
            case "arm" -> addArm(kinds, level(normal, MAX_ARM) - 1);
            case "arm64" -> addArm64(kinds, normal);
            default -> {}
        }
        return new PlatformOrder(normal, kinds);
    }

    private static void addAmd64(List<Kind> kinds, Platform wanted) {
        for (int level = level(wanted, MAX_AMD64) - 1; level >= 1; level--) {
            kinds.add(Kind.of("amd64", "v" + level));
        }
        kinds.add(Kind.of("386", ""));
    }

    private static void addArm(List<Kind> kinds, int level) {
        for (int lower = level; lower >= MIN_ARM; lower--) {
            kinds.add(Kind.of("arm", "v" + lower));
        }
    }

    private static void addArm64(List<Kind> kinds, Platform wanted) {
        String variant = wanted.variant().orElse("v8");
        int major = variant.startsWith("v9") ? 9 : variant.startsWith("v8") ? 8 : 0;
        int minor = minor(variant);
        if (major == 0 || minor < 0) {
            return;
        }
        addArm64(kinds, major, minor - 1);
        if (major == 9) {
            addArm64(kinds, 8, Math.min(minor + ARM64_STEP, MAX_ARM64_MINOR));
        }
        addArm(kinds, MAX_ARM);
    }

    private static void addArm64(List<Kind> kinds, int major, int minor) {
        for (int lower = minor; lower >= 0; lower--) {
            kinds.add(Kind.of("arm64", "v" + major + (lower == 0 ? "" : "." + lower)));
        }
    }

    /// Returns N of `vM.N`; zero for `vM`, negative for what is neither.
    private static int minor(String variant) {
        if (variant.length() == 2) {
            return 0;
        }
        boolean says =
                variant.length() == 4
                        && variant.charAt(2) == '.'
                        && Character.isDigit(variant.charAt(3));
        return says ? variant.charAt(3) - '0' : -1;
    }

    /// Returns N of `vN`, at most `most`; zero for no variant and for what is none.
    private static int level(Platform wanted, int most) {
        String variant = wanted.variant().orElse("");
        boolean says = variant.length() == 2 && variant.charAt(0) == 'v';
        int level = says ? Character.digit(variant.charAt(1), 10) : 0;
        return Math.clamp(level, 0, most + 1);
    }

    /// Returns how good an image for a platform is here: 0 for the best, more for less good ones;
    /// absent if it does not serve. One that names no architecture is the last that serves.
    public OptionalInt rank(Platform image) {
        Platform offered = image.normalized();
        int kind =
                offered.architecture().isEmpty() ? kinds.size() : kinds.indexOf(Kind.of(offered));
        return kind >= 0 && offered.os().equals(wanted.os()) && isAsked(offered)
                ? OptionalInt.of(kind)
                : OptionalInt.empty();
    }

    /// Tells whether an image for a platform serves.
    public boolean serves(Platform image) {
        return rank(image).isPresent();
    }

    private boolean isAsked(Platform offered) {
        String version = offered.osVersion().orElse("");
        String asked = wanted.osVersion().orElse(version);
        return (version.isEmpty() || version.equals(asked) || version.startsWith(asked + "."))
                && (wanted.osFeatures().isEmpty()
                        || wanted.osFeatures().containsAll(offered.osFeatures()));
    }
}

package dev.lamina.engine;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.lamina.image.Platform;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// How much a machine's processor can do, as the variant of its platform: `v1` to `v4` of x86-64 (the
/// psABI's microarchitecture levels), `v5` to `v8` of arm. Linux tells in `/proc/cpuinfo`.
final class HostLevel {

    /// The first processor's part is shorter; a machine may have hundreds of them.
    private static final int PART = 16 << 10;

    /// The flags that each level adds, under the kernel's names: `pni` is SSE3, `abm` LZCNT; `xsave` stands for
    /// the kernel's own part, OSXSAVE.
    private static final List<String> AMD64 =
            List.of(
                    "cx16 lahf_lm popcnt pni sse4_1 sse4_2 ssse3",
                    "avx avx2 bmi1 bmi2 f16c fma abm movbe xsave",
                    "avx512f avx512bw avx512cd avx512dq avx512vl");

    private HostLevel() {}

    /// Returns a platform of this machine with its variant; the platform itself where nothing more is
    /// known.
    ///
    /// @param cpuInfo `/proc/cpuinfo`
    static Platform of(Platform host, Path cpuInfo) {
        try (InputStream in = Files.newInputStream(cpuInfo)) {
            return of(host, new String(in.readNBytes(PART), ISO_8859_1));
        } catch (IOException e) {
            return host;
        }
    }

    private static Platform of(Platform host, String cpuInfo) {
        return switch (host.architecture()) {
            case "amd64" -> host.withVariant(amd64(value(cpuInfo, "flags"))).normalized();
            case "arm" -> host.withVariant(arm(cpuInfo)).normalized();
            default -> host;
        };
    }

    private static String amd64(String flags) {
        Set<String> has = new HashSet<>(Arrays.asList(flags.split(" ")));
        int level = 1;
        for (String needed : AMD64) {
            if (!has.containsAll(Arrays.asList(needed.split(" ")))) {
                break;
            }
            level++;
        }
        return "v" + level;
    }

    /// The kernel calls the first Raspberry Pi's ARMv6 an architecture 7, because of its memory.
    private static String arm(String cpuInfo) {
        String architecture = value(cpuInfo, "cpu architecture");
        boolean is6 = value(cpuInfo, "model name").toLowerCase(Locale.ROOT).startsWith("armv6-");
        if (is6) {
            return "v6";
        }
        char level = architecture.isEmpty() ? ' ' : architecture.charAt(0);
        return level >= '5' && level <= '8' ? "v" + level : "";
    }

    /// Returns the value of the first line of a name; empty if there is none.
    private static String value(String cpuInfo, String name) {
        for (String line : cpuInfo.split("\n")) {
            int colon = line.indexOf(':');
            if (colon > 0 && line.substring(0, colon).strip().equalsIgnoreCase(name)) {
                return line.substring(colon + 1).strip();
            }
        }
        return "";
    }
}

package dev.lamina.engine.runtime;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// A fault of a runtime that was found and mended: what a container could do with it.
///
/// Lamina itself refuses what some of them need: a working directory in `/proc` (CVE-2024-21626), an image
/// whose `/dev` is a link (CVE-2026-41579, CVE-2026-47766). `exec` and krun are not used.
///
/// @param name   of the fault
/// @param mended the first versions without it, one for each line of releases that got it, ascending
record RuntimeFault(String name, List<RuntimeVersion> mended) {

    /// Sources: `CHANGELOG.md` of runc 1.5.0 and `NEWS` of crun 1.29.1.
    private static final Map<String, List<RuntimeFault>> KNOWN =
            Map.of(
                    "runc",
                    List.of(
                            of("CVE-2024-21626", "1.1.12"),
                            of("CVE-2024-45310", "1.1.14", "1.2.0-rc.3"),
                            of("CVE-2025-31133", "1.2.8", "1.3.3", "1.4.0-rc.3"),
                            of("CVE-2025-52565", "1.2.8", "1.3.3", "1.4.0-rc.3"),
                            of("CVE-2025-52881", "1.2.8", "1.3.3", "1.4.0-rc.3"),
                            of("CVE-2026-41579", "1.3.6", "1.4.3", "1.5.0-rc.3")),
                    "crun",
                    List.of(
                            of("CVE-2022-27650", "1.4.4"),
                            of("CVE-2025-24965", "1.20"),
                            of("CVE-2026-30892", "1.27"),
                            of("CVE-2026-47766", "1.28")));

    RuntimeFault {
        mended = List.copyOf(mended);
    }

    private static RuntimeFault of(String name, String... mended) {
        List<RuntimeVersion> versions = new ArrayList<>();
        for (String version : mended) {
            versions.add(RuntimeVersion.parse(version).orElseThrow());
        }
        return new RuntimeFault(name, versions);
    }

    /// Lists the faults that a version of a program had when it was released.
    ///
    /// @param program `crun` or `runc`; no other has known faults
    static List<RuntimeFault> of(String program, RuntimeVersion version) {
        return KNOWN.getOrDefault(program, List.of()).stream()
                .filter(fault -> fault.isIn(version))
                .toList();
    }

    /// Returns the first version from this one on that does not have the fault.
    RuntimeVersion mendedAfter(RuntimeVersion version) {
        for (RuntimeVersion first : mended) {
            if (first.line().equals(version.line()) || first.compareTo(version) > 0) {
                return first;
            }
        }
        return mended.getLast();
    }

    private boolean isIn(RuntimeVersion version) {
        return version.compareTo(mendedAfter(version)) < 0;
    }
}

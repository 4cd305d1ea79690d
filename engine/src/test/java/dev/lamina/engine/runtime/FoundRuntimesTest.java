package dev.lamina.engine.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;

/// What is known of the programs that run containers.
final class FoundRuntimesTest {

    @TempDir private Path scratch;

    /// The versions are those that advisories name (github.com/advisories).
    @ParameterizedTest
    @CsvSource({
        "runc, 1.1.5+ds1, CVE-2024-21626 CVE-2024-45310 CVE-2025-31133 CVE-2025-52565"
                + " CVE-2025-52881 CVE-2026-41579",
        "runc, 1.1.12, CVE-2024-45310 CVE-2025-31133 CVE-2025-52565 CVE-2025-52881 CVE-2026-41579",
        "runc, 1.2.7, CVE-2025-31133 CVE-2025-52565 CVE-2025-52881 CVE-2026-41579",
        "runc, 1.2.8, CVE-2026-41579",
        "runc, 1.3.2, CVE-2025-31133 CVE-2025-52565 CVE-2025-52881 CVE-2026-41579",
        "runc, 1.3.5, CVE-2026-41579",
        "runc, 1.3.6, ''",
        "runc, 1.4.0-rc.1, CVE-2025-31133 CVE-2025-52565 CVE-2025-52881 CVE-2026-41579",
        "runc, 1.4.0, CVE-2026-41579",
        "runc, 1.5.0-rc.3, ''",
        "runc, 1.5.0, ''",
        "runc, 2.0, ''",
        "crun, 1.8.1, CVE-2025-24965 CVE-2026-30892 CVE-2026-47766",
        "crun, 1.20, CVE-2026-30892 CVE-2026-47766",
        "crun, 1.28, ''",
        "crun, unknown, ''",
        "youki, 0.1, ''",
    })
    void faultsOfAVersionAreNamed(String name, String version, String faults) {
        String warning = FoundRuntimes.of(Path.of("/usr/bin", name), version).warning().orElse("");

        assertThat(warning.lines().count()).isLessThanOrEqualTo(1);
        assertThat(List.of(warning.split("[ ,]+")).stream().filter(w -> w.startsWith("CVE-")))
                .containsExactly(faults.isEmpty() ? new String[0] : faults.split(" "));
    }

    @Test
    void theWarningSaysWhichVersionHelps() {
        assertThat(FoundRuntimes.of(Path.of("/usr/bin/crun"), "1.27.1").warning())
                .contains(
                        "crun 1.27.1 is known for CVE-2026-47766 (mended in 1.28), unless its packager"
                                + " has mended it: take a newer one");
        assertThat(FoundRuntimes.of(Path.of("/usr/sbin/runc"), "1.4.2").warning().orElseThrow())
                .contains("(mended in 1.4.3)");
    }

    @Test
    void aProgramIsAskedForItsVersion() throws IOException {
        Path program = scratch.resolve("crun");
        Files.writeString(program, "#!/bin/sh\necho 'crun version 9.8.7'; echo commit: 1\n");
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));

        assertThat(FoundRuntimes.find(Map.of("LAMINA_RUNTIME", program.toString())))
                .containsExactly(FoundRuntimes.of(program, "9.8.7"));
        Files.writeString(program, "#!/bin/sh\nexit 1\n");
        assertThat(FoundRuntimes.find(Map.of("LAMINA_RUNTIME", program.toString())))
                .containsExactly(FoundRuntimes.of(program, ""));
        assertThat(FoundRuntimes.find(Map.of("LAMINA_RUNTIME", "no-such-runtime"))).isEmpty();
    }
}

package dev.lamina.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamina.image.Platform;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// What `/proc/cpuinfo` says of a processor (x86-64 psABI, "Micro-Architecture Levels"; the kernel's
/// `arch/arm/kernel/setup.c`).
final class HostLevelTest {

    private static final String V2 = "fpu lahf_lm cx16 popcnt pni sse4_1 sse4_2 ssse3";
    private static final String V3 = V2 + " avx avx2 bmi1 bmi2 f16c fma abm movbe xsave";
    private static final String V4 = V3 + " avx512f avx512bw avx512cd avx512dq avx512vl";

    @TempDir private Path scratch;

    @Test
    void theFlagsTellTheLevelOfAmd64() throws Exception {
        assertThat(amd64("fpu sse sse2")).isEqualTo("linux/amd64");
        assertThat(amd64(V2)).isEqualTo("linux/amd64/v2");
        assertThat(amd64(V3)).isEqualTo("linux/amd64/v3");
        assertThat(amd64(V4)).isEqualTo("linux/amd64/v4");
    }

    @Test
    void aLevelNeedsAllThatItAndTheLowerOnesAdd() throws Exception {
        assertThat(amd64(V4.replace(" movbe", ""))).isEqualTo("linux/amd64/v2");
        assertThat(amd64(V4.replace(" avx512vl", " avx512vlx"))).isEqualTo("linux/amd64/v3");
        assertThat(amd64(V3.replace(" pni", ""))).isEqualTo("linux/amd64");
    }

    private String amd64(String flags) throws IOException {
        return level("amd64", "processor\t: 0\nflags\t\t: " + flags + "\nbugs\t\t: avx512f\n");
    }

    @Test
    void armTellsItsArchitecture() throws Exception {
        assertThat(level("arm", "CPU architecture: 7\n")).isEqualTo("linux/arm/v7");
        assertThat(level("arm", "CPU architecture: 6TEJ\n")).isEqualTo("linux/arm/v6");
        assertThat(level("arm", "CPU architecture: 5TE\n")).isEqualTo("linux/arm/v5");
        assertThat(level("arm", "CPU architecture: 8\n")).isEqualTo("linux/arm/v8");
        assertThat(
                        level(
                                "arm",
                                "model name: ARMv6-compatible processor rev 7\n"
                                        + "CPU architecture: 7\n"))
                .isEqualTo("linux/arm/v6");
    }

    @Test
    void whereNothingMoreIsKnownThePlainPlatformStands() throws Exception {
        assertThat(level("amd64", "")).isEqualTo("linux/amd64");
        assertThat(level("arm", "CPU architecture: x\n")).isEqualTo("linux/arm/v7");
        assertThat(level("arm64", "CPU architecture: 8\n")).isEqualTo("linux/arm64");
        assertThat(HostLevel.of(Platform.of("linux", "amd64"), scratch.resolve("missing")))
                .hasToString("linux/amd64");
    }

    private String level(String architecture, String cpuInfo) throws IOException {
        Path file = Files.writeString(scratch.resolve("cpuinfo"), cpuInfo);
        return HostLevel.of(Platform.ofHost(architecture), file).toString();
    }
}

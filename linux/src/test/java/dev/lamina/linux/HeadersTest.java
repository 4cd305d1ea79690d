package dev.lamina.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// Offsets in structures and encodings of numbers are those of the C headers, asked of a compiler.
@Tag("linux")
final class HeadersTest {

    @TempDir Path scratch;

    @BeforeEach
    void needsACompiler() {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/gcc")), "gcc is not installed");
    }

    @Test
    void theStateOfInflationLiesWhereTheHeaderSays() throws Exception {
        assumeTrue(
                Files.exists(Path.of("/usr/include/isa-l/igzip_lib.h")),
                "the header of ISA-L is not installed (package libisal-dev)");

        String printed =
                run(
                        """
                        #include <isa-l/igzip_lib.h>
                        #include <stddef.h>
                        #include <stdio.h>
                        #define O(f) offsetof(struct inflate_state, f)
                        int main(void) {
                            printf("%zu %zu %zu %zu %zu %zu %d %d %d", O(next_out), O(avail_out),
                                O(next_in), O(avail_in), O(block_state), O(crc_flag), ISAL_GZIP_NO_HDR_VER,
                                ISAL_BLOCK_FINISH,
                                (int) (sizeof(struct inflate_state) <= 128 * 1024));
                        }
                        """);

        assertThat(printed)
                .isEqualTo(
                        "%d %d %d %d %d %d %d %d 1",
                        GzipInflation.NEXT_OUT,
                        GzipInflation.AVAIL_OUT,
                        GzipInflation.NEXT_IN,
                        GzipInflation.AVAIL_IN,
                        GzipInflation.BLOCK_STATE,
                        GzipInflation.CRC_FLAG,
                        GzipInflation.GZIP_AFTER_HEADER,
                        GzipInflation.FINISHED);
    }

    @Test
    void theStatesOfDigestsHaveTheSizesThatTheHeaderSays() throws Exception {
        assumeTrue(
                Files.exists(Path.of("/usr/include/openssl/sha.h")),
                "the header of OpenSSL is not installed (package libssl-dev)");

        String printed =
                run(
                        """
                        #include <openssl/sha.h>
                        #include <stdio.h>
                        int main(void) {
                            printf("%zu %zu %zu", sizeof(SHA256_CTX), sizeof(SHA512_CTX),
                                _Alignof(SHA512_CTX));
                        }
                        """);

        assertThat(printed).isEqualTo("112 216 8");
        assertThat(NativeDigest.STATE_SIZE).isGreaterThan(216);
    }

    @Test
    void deviceNumbersAreThoseOfMakedev() throws Exception {
        String printed =
                run(
                        """
                        #include <stdio.h>
                        #include <sys/sysmacros.h>
                        int main(void) {
                            printf("%llu %llu", (unsigned long long) makedev(1, 3),
                                (unsigned long long) makedev(70000, 1048575));
                        }
                        """);

        assertThat(printed)
                .isEqualTo(
                        "%d %d", SpecialFiles.device(1, 3), SpecialFiles.device(70_000, 1_048_575));
    }

    @Test
    void attributesOfMountsAreThoseOfTheHeader() throws Exception {
        String printed =
                run(
                        """
                        #include <linux/fcntl.h>
                        #include <linux/mount.h>
                        #include <stddef.h>
                        #include <stdio.h>
                        int main(void) {
                            printf("%d %zu %zu %d", MOUNT_ATTR_RDONLY | MOUNT_ATTR_NOSUID | MOUNT_ATTR_NODEV,
                                sizeof(struct mount_attr), offsetof(struct mount_attr, attr_set), AT_RECURSIVE);
                        }
                        """);

        assertThat(printed)
                .isEqualTo(
                        "%d %d 0 %d",
                        Mounts.ATTRIBUTES, Mounts.ATTRIBUTES_SIZE, Mounts.AT_RECURSIVE);
    }

    private String run(String source) throws IOException, InterruptedException {
        Path file = scratch.resolve("program.c");
        Path program = scratch.resolve("program");
        Files.writeString(file, source);
        var compiler =
                new ProcessBuilder("gcc", "-o", program.toString(), file.toString())
                        .inheritIO()
                        .start();
        assertThat(compiler.waitFor()).isZero();
        var process = new ProcessBuilder(program.toString()).start();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
    }
}

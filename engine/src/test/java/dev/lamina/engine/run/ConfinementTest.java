package dev.lamina.engine.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.lamina.engine.Program;
import dev.lamina.engine.value.container.RunFailedException;
import dev.lamina.linux.SpecialFiles;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// What the kernel withholds from a container, asked from inside. Needs root.
@Tag("linux")
@ParameterizedClass
@ValueSource(strings = {"crun", "runc"})
final class ConfinementTest {

    /// Makes a socket by both calls of 32-bit programs: socketcall(2), number 102, and socket(2), 359. A
    /// program of 64 bits can make them too; the addresses must then have 32 bits.
    private static final String SOCKETS =
            """
            #include <stdio.h>
            #include <stdlib.h>
            static unsigned arguments[3];
            static int call(long number, long a, long b, long c) {
                long result;
                __asm__ volatile("int $0x80" : "=a"(result) : "a"(number), "b"(a), "c"(b), "d"(c)
                    : "memory", "r8", "r9", "r10", "r11");
                return (int) result;
            }
            int main(int count, char **words) {
                for (int i = 1; i < count; i++) {
                    arguments[0] = atoi(words[i]);
                    arguments[1] = 1;
                    int muxed = call(102, 1, (long) arguments, 0);
                    int direct = call(359, arguments[0], 1, 0);
                    printf("%s %d %s\\n", words[i], muxed, direct >= 0 ? "made" : "refused");
                }
            }
            """;

    @TempDir private static Path scratch;

    private static Path store;

    private final String runtime;

    ConfinementTest(String runtime) {
        this.runtime = runtime;
    }

    @BeforeAll
    static void makeImage() throws Exception {
        Program.require("crun", "runc", "setsid", "gcc");
        Path directory = Files.createTempDirectory(scratch, "image");
        store = directory.resolve("store");
        BusyboxLayout.make(store, directory, ConfinementTest::fill);
    }

    private static void fill(Path root) throws IOException, InterruptedException {
        Files.createDirectories(root.resolve("nodes"));
        SpecialFiles.makeDevice(root.resolve("nodes/null"), false, 0666, 1, 3);
        SpecialFiles.makeDevice(root.resolve("nodes/mem"), false, 0666, 1, 1);
        SpecialFiles.makeDevice(root.resolve("nodes/kmsg"), false, 0666, 1, 11);
        SpecialFiles.makeDevice(root.resolve("nodes/disk"), true, 0666, 254, 0);
        SpecialFiles.makeDevice(root.resolve("nodes/loop"), true, 0666, 7, 0);
        compile(SOCKETS, root.resolve("sockets"));
        compile(
                "#include <stdio.h>\n#include <unistd.h>\n"
                        + "int main(void) { printf(\"%d\\n\", geteuid()); }\n",
                root.resolve("who"));
        Files.setAttribute(root.resolve("who"), "unix:mode", 04755);
    }

    private static void compile(String text, Path program)
            throws IOException, InterruptedException {
        Path source = Files.writeString(scratch.resolve("program.c"), text);
        Program.run("gcc", "-static", "-no-pie", "-o", program.toString(), source.toString());
    }

    @Test
    void deviceNodesOfTheImageAreDead() throws Exception {
        for (String node : List.of("mem", "kmsg", "disk", "loop")) {
            ContainerProcess.Result result =
                    run("box", "sh", "-c", "busybox head -c 1 /nodes/" + node);

            assertThat(result.error()).as(node).contains("Operation not permitted");
            assertThat(result.output()).isEmpty();
        }
        assertThat(run("box", "sh", "-c", "echo x > /nodes/null && ls /nodes/null").output())
                .as("what every container may open")
                .isEqualTo("/nodes/null\n");
    }

    @Test
    void deviceNodesThatAContainerMakesAreDead() throws Exception {
        String script = "busybox mknod /d b 254 0 && busybox head -c 1 /d";

        assertThat(run("box", "sh", "-c", script).error()).contains("/d: Operation not permitted");
    }

    @Test
    void noOtherRuntimeIsTrustedWithDeviceNodes() throws Exception {
        Path other = scratch.resolve("other-" + runtime);
        Path real = Path.of("/usr/bin", runtime);
        Files.writeString(
                other,
                "#!/bin/sh\nexec "
                        + (Files.exists(real) ? real : Path.of("/usr/sbin", runtime))
                        + " \"$@\"\n");
        Files.setPosixFilePermissions(other, PosixFilePermissions.fromString("rwxr-xr-x"));
        if (runtime.equals("runc")) {
            return; // It does not take the options that any other than itself is given.
        }

        String script = "echo x > /nodes/null; echo y > /dev/null && busybox mknod /d c 1 3";
        ContainerProcess.Result result =
                ContainerProcess.runWith(
                        Map.of("LAMINA_RUNTIME", other.toString()),
                        "",
                        store,
                        "rm",
                        "box",
                        "sh",
                        "-c",
                        script);

        assertThat(result.error())
                .contains("can't create /nodes/null: Permission denied")
                .contains("mknod: /d: Operation not permitted");
    }

    @Test
    void withoutCgroupsMountsKeepDeviceNodesDead() throws Exception {
        String script =
                "echo x > /nodes/null; echo y > /dev/null && echo usual; echo z > /shown;"
                        + " busybox mknod /d c 1 3";
        List<String> command =
                new ArrayList<>(
                        List.of(
                                "unshare",
                                "--mount",
                                "sh",
                                "-c",
                                "mount -o remount,bind,ro /sys/fs/cgroup/devices && exec \"$0\" \"$@\""));
        command.addAll(
                ContainerProcess.command(
                        store, "rm", "volume=/dev/null:/shown", "box", "sh", "-c", script));
        Process process = Program.start(new ProcessBuilder(command).redirectErrorStream(true));
        process.getOutputStream().close();

        assertThat(new String(process.getInputStream().readAllBytes(), UTF_8))
                .isEqualTo(
                        "sh: can't create /nodes/null: Permission denied\n"
                                + "usual\n"
                                + "mknod: /d: Operation not permitted\n");
        process.waitFor();
    }

    @Test
    void socketcallIsNoWayAroundTheFilter() throws Exception {
        assertThat(run("box", "/sockets", "1", "2", "38", "40").output())
                .isEqualTo("1 -38 made\n2 -38 made\n38 -38 refused\n40 -38 refused\n");
    }

    @Test
    void capabilitiesCanBeDropped() throws Exception {
        assertThat(bounding("cap-drop=all")).isEqualTo("0000000000000000");
        assertThat(bounding()).as("Docker's").isEqualTo("00000000a80425fb");
        assertThat(bounding("cap-drop=CHOWN", "cap-drop=cap_mknod")).isEqualTo("00000000a00425fa");
        assertThat(bounding("host")).as("no raw packets").isEqualTo("00000000a80405fb");
        assertThat(run("cap-drop=CHOWNS", "box", "true"))
                .isEqualTo(
                        new ContainerProcess.Result(
                                125, "", "invalid CapDrop: unknown capability: \"CAP_CHOWNS\"\n"));
    }

    private String bounding(String... options) throws Exception {
        List<String> words = new ArrayList<>(List.of(options));
        words.addAll(List.of("box", "sh", "-c", "busybox grep CapBnd /proc/self/status"));
        return run(words.toArray(String[]::new)).output().replace("CapBnd:\t", "").strip();
    }

    @Test
    void noProgramGetsMoreThanItsCallerIfThatIsAskedFor() throws Exception {
        String look = "busybox grep NoNewPrivs /proc/self/status; /who";

        assertThat(run("user=app", "box", "sh", "-c", look).output())
                .isEqualTo("NoNewPrivs:\t0\n0\n");
        assertThat(
                        run("user=app", "security-opt=no-new-privileges", "box", "sh", "-c", look)
                                .output())
                .isEqualTo("NoNewPrivs:\t1\n1000\n");
    }

    @Test
    void aKernelThatLeadsAroundTheFilterIsRefused() {
        assertThatExceptionOfType(RunFailedException.class)
                .isThrownBy(() -> Preparation.checkKernel("4.4.0-21-generic"))
                .withMessage("container: expected Linux 4.8 or newer, got 4.4.0-21-generic");
        for (String version : List.of("4.8.0", "6.18.44-fc-v595", "10.0", "odd")) {
            assertThatCode(() -> Preparation.checkKernel(version)).doesNotThrowAnyException();
        }
    }

    private ContainerProcess.Result run(String... words) throws Exception {
        List<String> all = new ArrayList<>(List.of("rm"));
        all.addAll(List.of(words));
        return ContainerProcess.runWith(
                Map.of("LAMINA_RUNTIME", runtime), "", store, all.toArray(String[]::new));
    }
}

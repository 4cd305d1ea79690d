package dev.lamina.engine.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamina.engine.value.container.BindMount;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// What containers are like inside, with real runtimes; the expected values are those that Docker
/// 20.10 gives on the same kernel.
///
/// Needs root, busybox-static, and crun and runc.
@Tag("linux")
@ParameterizedClass
@ValueSource(strings = {"crun", "runc"})
class RuntimeSpecRunTest {

    private final String runtime;

    @TempDir Path directory;

    RuntimeSpecRunTest(String runtime) {
        this.runtime = runtime;
    }

    @Test
    void theCommandGetsItsArgumentsEnvironmentAndDirectory() throws Exception {
        var container = container().environment("PATH=/bin", "A=\"b\\\t\u00e9", "EMPTY=");

        TestContainer.Outcome outcome =
                container.run("sh", "-c", "echo \"$0|$1|$A|$EMPTY|\"; pwd; exit 7", "a b", "\n'\"");

        assertThat(outcome)
                .isEqualTo(new TestContainer.Outcome(7, "a b|\n'\"|\"b\\\t\u00e9||\n/tmp\n", ""));
        assertThat(container().printed("hostname")).isEqualTo("box\n");
    }

    @Test
    void theSuperuserHasDockersCapabilitiesAndAFilter() throws Exception {
        assertThat(container().printed("grep -E '^(Cap|NoNew|Seccomp:)' /proc/self/status"))
                .isEqualTo(
                        """
                        CapInh:\t0000000000000000
                        CapPrm:\t00000000a80425fb
                        CapEff:\t00000000a80425fb
                        CapBnd:\t00000000a80425fb
                        CapAmb:\t0000000000000000
                        NoNewPrivs:\t0
                        Seccomp:\t2
                        """);
        assertThat(container().printed("id; cat /proc/self/oom_score_adj"))
                .isEqualTo("uid=0 gid=0 groups=0\n0\n");
    }

    @Test
    void anotherUserHasItsGroupsAndNoCapabilities() throws Exception {
        var user = new ContainerUser(1000, 100, List.of(4, 5), "/");

        assertThat(container().user(user).printed("id; grep -E '^Cap[PEB]' /proc/self/status"))
                .isEqualTo(
                        """
                        uid=1000 gid=100 groups=4,5,100
                        CapPrm:\t0000000000000000
                        CapEff:\t0000000000000000
                        CapBnd:\t00000000a80425fb
                        """);
    }

    @Test
    void theUsualFileSystemsAreMounted() throws Exception {
        String mounts = container().printed("cut -d ' ' -f 2-4 /proc/mounts");

        assertThat(mounts.lines())
                .contains(
                        "/proc proc rw,nosuid,nodev,noexec,relatime",
                        "/dev tmpfs rw,nosuid,size=65536k,mode=755",
                        "/dev/pts devpts rw,nosuid,noexec,relatime,gid=5,mode=620,ptmxmode=666",
                        "/sys sysfs ro,nosuid,nodev,noexec,relatime",
                        "/dev/mqueue mqueue rw,nosuid,nodev,noexec,relatime",
                        "/dev/shm tmpfs rw,nosuid,nodev,noexec,relatime,size=65536k");
        assertThat(mounts).contains("/sys/fs/cgroup");
    }

    @Test
    void theUsualDevicesAreThereAndOthersStayClosed() throws Exception {
        String devices =
                "cd /dev; stat -c '%n %t,%T %a' full null random tty urandom zero; readlink ptmx;"
                        + " head -c 3 zero | wc -c; echo x > null";
        assertThat(container().printed(devices))
                .isEqualTo(
                        """
                        full 1,7 666
                        null 1,3 666
                        random 1,8 666
                        tty 5,0 666
                        urandom 1,9 666
                        zero 1,5 666
                        pts/ptmx
                        3
                        """);

        String disk = "mknod /tmp/disk b 254 0 && echo made; head -c 1 /tmp/disk || true";
        assertThat(container().printed(disk))
                .isEqualTo("made\nhead: /tmp/disk: Operation not permitted\n");
    }

    @Test
    void withoutCgroupsNoDeviceCanBeMade() throws Exception {
        // Only crun can do without.
        if (runtime.equals("runc")) {
            return;
        }
        String disk = "mknod /tmp/disk b 254 0 || true; mknod /tmp/pipe p && echo made";

        assertThat(container().withoutCgroups().printed(disk))
                .isEqualTo("mknod: /tmp/disk: Operation not permitted\nmade\n");
    }

    @Test
    void whatTellsOfTheHostOrSetsItsKernelIsOutOfReach() throws Exception {
        String masked = "cat /proc/keys /proc/timer_list; ls /sys/firmware /proc/acpi | wc -l";
        String set = "echo x > /proc/sys/kernel/hostname || true";

        assertThat(container().printed(masked)).isEqualTo("3\n");
        assertThat(container().printed(set))
                .isEqualTo("sh: can't create /proc/sys/kernel/hostname: Read-only file system\n");
    }

    @Test
    void callsThatDockerRefusesAreRefused() throws Exception {
        assertThat(container().printed("unshare -U true || true; unshare -n true || true"))
                .isEqualTo(
                        """
                        unshare: unshare(0x10000000): Operation not permitted
                        unshare: unshare(0x40000000): Operation not permitted
                        """);
        assertThat(container().printed("linux32 true && echo allowed")).isEqualTo("allowed\n");
    }

    @Test
    void aNetworkOfItsOwnHasALoopbackOnly() throws Exception {
        String devices = "ls /sys/class/net; cat /proc/sys/net/ipv4/ip_unprivileged_port_start";

        assertThat(container().printed(devices)).isEqualTo("lo\n0\n");
    }

    @Test
    void theHostsNetworkIsTheHosts() throws Exception {
        assertThat(container().hostNetwork().printed("readlink /proc/self/ns/net").strip())
                .isEqualTo(Files.readSymbolicLink(Path.of("/proc/self/ns/net")).toString());
    }

    @Test
    void mountsOfTheHostAreWritableOrNot() throws Exception {
        Path data = Files.createDirectory(directory.resolve("data"));
        Path file = Files.writeString(directory.resolve("file"), "content\n");
        var container =
                container()
                        .mounts(
                                new BindMount(data, "/data/deep", false),
                                new BindMount(data, "/same", true),
                                new BindMount(file, "/etc/file", true));

        assertThat(
                        container.printed(
                                """
                                cat /etc/file; echo x > /data/deep/x; cat /same/x
                                touch /same/y || true; echo z > /etc/file || true
                                """))
                .isEqualTo(
                        """
                        content
                        x
                        touch: /same/y: Read-only file system
                        sh: can't create /etc/file: Read-only file system
                        """);
        assertThat(data.resolve("x")).hasContent("x\n");
    }

    @Test
    void aReadOnlyRootLeavesMemoryWritable() throws Exception {
        assertThat(
                        container()
                                .readOnly()
                                .printed("touch /tmp/x || true; touch /dev/shm/x && echo written"))
                .isEqualTo("touch: /tmp/x: Read-only file system\nwritten\n");
    }

    private TestContainer container() throws Exception {
        return new TestContainer(runtime, Files.createTempDirectory(directory, "bundle"));
    }
}

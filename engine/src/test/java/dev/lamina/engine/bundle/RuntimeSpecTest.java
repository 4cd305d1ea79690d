package dev.lamina.engine.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamina.engine.value.container.BindMount;
import dev.lamina.engine.value.container.Network;
import dev.lamina.engine.value.container.Restrictions;
import dev.lamina.image.Bytes;
import dev.lamina.image.ImageFormatException;
import dev.lamina.image.json.Json;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The document for the runtime (OCI runtime-spec 1.0.2, config.md and config-linux.md), read back
/// by the strict parser.
class RuntimeSpecTest {

    private static final BindMount HOSTS = new BindMount(Path.of("/srv/hosts"), "/etc/hosts", true);

    @TempDir Path sys;

    @Test
    void theProcessIsTheCommandAsTheUser() throws IOException {
        var user = new ContainerUser(33, 34, List.of(4, 5), "/var/www");
        Object spec = spec(bundle(user, true, Network.HOST, List.of(), Optional.of("/box")));

        assertThat(at(spec, "process", "terminal")).isEqualTo(true);
        assertThat(at(spec, "process", "user"))
                .isEqualTo(Map.of("uid", 33L, "gid", 34L, "additionalGids", List.of(34L, 4L, 5L)));
        assertThat(at(spec, "process", "args"))
                .isEqualTo(List.of("sh", "-c", "echo \"\\\t\u0001é\ud83d\ude00\"\n"));
        assertThat(at(spec, "process", "env")).isEqualTo(List.of("A=1", "B="));
        assertThat(at(spec, "process", "cwd")).isEqualTo("/work");
        assertThat(at(spec, "hostname")).isEqualTo("box");
        assertThat(at(spec, "root")).isEqualTo(Map.of("path", "/srv/root fs", "readonly", true));
    }

    @Test
    void theSuperuserHasDockersCapabilities() throws IOException {
        Object spec = spec(plain());

        for (String set : List.of("bounding", "effective", "permitted")) {
            assertThat(list(spec, "process", "capabilities", set))
                    .hasSize(14)
                    .contains("CAP_MKNOD", "CAP_CHOWN", "CAP_AUDIT_WRITE")
                    .doesNotHaveDuplicates();
        }
        assertThat(map(spec, "process", "capabilities"))
                .doesNotContainKeys("ambient", "inheritable");
    }

    @Test
    void anotherUserStartsWithoutCapabilities() throws IOException {
        var user = new ContainerUser(1, 1, List.of(), "/");
        Object spec = spec(bundle(user, false, Network.NONE, List.of(), Optional.of("/box")));

        assertThat(map(spec, "process", "capabilities")).containsOnlyKeys("bounding");
    }

    @Test
    void withoutCgroupsNobodyMakesDevices() throws IOException {
        Object spec =
                spec(bundle(ContainerUser.ROOT, false, Network.NONE, List.of(), Optional.empty()));

        assertThat(list(spec, "process", "capabilities", "effective"))
                .hasSize(13)
                .doesNotContain("CAP_MKNOD");
        assertThat(map(spec, "linux")).doesNotContainKeys("resources", "cgroupsPath");
    }

    @Test
    void nobodySendsRawPacketsOnTheHostsNetwork() throws IOException {
        Object spec =
                spec(bundle(ContainerUser.ROOT, false, Network.HOST, List.of(), Optional.of("/b")));

        assertThat(list(spec, "process", "capabilities", "bounding"))
                .hasSize(13)
                .doesNotContain("CAP_NET_RAW");
        assertThat(list(spec(plain()), "process", "capabilities", "bounding"))
                .contains("CAP_NET_RAW");
    }

    @Test
    void whatTheSecurityModulesHaveIsHandedOn() throws IOException {
        var labels =
                new SecurityLabels(
                        "system_u:system_r:container_t:s0:c1,c2",
                        "system_u:object_r:container_file_t:s0:c1,c2",
                        "system_u:object_r:container_file_t:s0");
        Object spec =
                spec(
                        confined(
                                Confinement.of(
                                                new Restrictions(List.of("ALL"), true),
                                                Network.NONE,
                                                new DeviceRules(true))
                                        .with(Optional.of("lamina-default"), Optional.of(labels))));

        assertThat(at(spec, "process", "apparmorProfile")).isEqualTo("lamina-default");
        assertThat(at(spec, "process", "selinuxLabel")).isEqualTo(labels.process());
        assertThat(at(spec, "linux", "mountLabel")).isEqualTo(labels.files());
        assertThat(at(spec, "process", "noNewPrivileges")).isEqualTo(true);
        assertThat(list(spec, "process", "capabilities", "bounding")).isEmpty();
        assertThat(map(spec(plain()), "process"))
                .doesNotContainKeys("apparmorProfile", "selinuxLabel")
                .containsEntry("noNewPrivileges", false);
    }

    @Test
    void withoutRulesForDevicesNoneInAMountWorks() throws IOException {
        var data = new BindMount(Path.of("/srv/data"), "/dev/data", false);
        var nothing = new BindMount(Path.of("/dev/null"), "/dev/nothing", false);
        Object spec =
                spec(
                        bundle(
                                ContainerUser.ROOT,
                                false,
                                Network.NONE,
                                List.of(data, nothing),
                                Optional.empty()));

        assertThat(list(spec, "mounts").reversed().subList(0, 2))
                .extracting(mount -> at(mount, "options"))
                .containsExactly(
                        List.of("rbind", "rprivate", "rw"),
                        List.of("rbind", "rprivate", "nodev", "rw"));
    }

    @Test
    void devicesAreClosedBeforeSomeAreOpened() throws IOException {
        List<Object> rules = list(spec(plain()), "linux", "resources", "devices");

        assertThat(rules.getFirst()).isEqualTo(Map.of("allow", false, "access", "rwm"));
        assertThat(rules).hasSize(8);
    }

    @Test
    void callsAreFilteredByRulesAndByTheFilterMadeOfThem() throws IOException {
        String machine = System.getProperty("os.arch");
        Object spec = spec(plain());

        assertThat(at(spec, "linux", "seccomp", "defaultAction")).isEqualTo("SCMP_ACT_ERRNO");
        assertThat(map(spec, "linux", "seccomp")).containsKeys("architectures", "syscalls");
        assertThat(at(spec, "annotations"))
                .isEqualTo(
                        Map.of(
                                "run.oci.seccomp_bpf_data",
                                new String(
                                        SeccompProfile.filter(machine),
                                        StandardCharsets.US_ASCII)));
    }

    @Test
    void aNetworkOfItsOwnIsANamespace() throws IOException {
        Object none = spec(plain());
        Object host =
                spec(bundle(ContainerUser.ROOT, false, Network.HOST, List.of(), Optional.of("/b")));

        assertThat(types(none)).containsExactly("mount", "pid", "ipc", "uts", "network");
        assertThat(map(none, "linux")).containsKey("sysctl");
        assertThat(types(host)).containsExactly("mount", "pid", "ipc", "uts");
        assertThat(map(host, "linux")).doesNotContainKey("sysctl");
    }

    @Test
    void unifiedCgroupsAreSeenFromTheContainersOwn() throws IOException {
        Files.createDirectories(sys.resolve("fs/cgroup"));
        Files.createFile(sys.resolve("fs/cgroup/cgroup.controllers"));

        assertThat(types(spec(plain()))).contains("cgroup");
    }

    @Test
    void whatTellsOfTheHostIsMasked() throws IOException {
        for (String processor : List.of("cpu0", "cpu1")) {
            Path directory = sys.resolve("devices/system/cpu").resolve(processor);
            Files.createDirectories(directory.resolve("thermal_throttle"));
        }

        List<Object> masked = list(spec(plain()), "linux", "maskedPaths");

        assertThat(masked)
                .hasSize(14)
                .contains("/proc/kcore", "/sys/firmware")
                .endsWith(
                        sys.resolve("devices/system/cpu/cpu0/thermal_throttle").toString(),
                        sys.resolve("devices/system/cpu/cpu1/thermal_throttle").toString());
        assertThat(list(spec(plain()), "linux", "readonlyPaths"))
                .containsExactly(
                        "/proc/bus", "/proc/fs", "/proc/irq", "/proc/sys", "/proc/sysrq-trigger");
    }

    @Test
    void mountsOfTheHostComeLast() throws IOException {
        var data = new BindMount(Path.of("/srv/data"), "/data", false);
        Object spec = spec(bundle(List.of(HOSTS, data)));

        assertThat(destinations(spec))
                .containsExactly(
                        "/proc",
                        "/dev",
                        "/dev/pts",
                        "/sys",
                        "/sys/fs/cgroup",
                        "/dev/mqueue",
                        "/dev/shm",
                        "/etc/hosts",
                        "/data");
        assertThat(list(spec, "mounts"))
                .endsWith(
                        Map.of(
                                "destination",
                                "/etc/hosts",
                                "type",
                                "bind",
                                "source",
                                "/srv/hosts",
                                "options",
                                List.of("rbind", "rprivate", "ro")),
                        Map.of(
                                "destination",
                                "/data",
                                "type",
                                "bind",
                                "source",
                                "/srv/data",
                                "options",
                                List.of("rbind", "rprivate", "rw")));
    }

    @Test
    void aMountReplacesTheUsualOneAtItsPlace() throws IOException {
        var memory = new BindMount(Path.of("/srv/shm"), "/dev/shm", false);
        var devices = new BindMount(Path.of("/dev"), "/dev", false);

        assertThat(destinations(spec(bundle(List.of(memory)))))
                .containsExactly(
                        "/proc",
                        "/dev",
                        "/dev/pts",
                        "/sys",
                        "/sys/fs/cgroup",
                        "/dev/mqueue",
                        "/dev/shm");
        assertThat(destinations(spec(bundle(List.of(devices)))))
                .containsExactly("/proc", "/sys", "/sys/fs/cgroup", "/dev");
    }

    /// The golden file is what Docker 20.10.24 gave runc for `docker run --network none -e PATH=/bin
    /// -e B=1 IMAGE sleep 100` on a machine with cgroups of version 1. Newer ones mask more.
    @Test
    void aPlainContainerIsAsDockersIs() throws IOException {
        Object docker;
        try (InputStream in = RuntimeSpecTest.class.getResourceAsStream("docker-20.10.json")) {
            docker = Json.parse(Bytes.of(in.readAllBytes()), "docker-20.10.json");
        }
        Object spec = spec(plain());

        for (String set : List.of("bounding", "effective", "permitted")) {
            assertThat(list(spec, "process", "capabilities", set))
                    .hasSameElementsAs(list(docker, "process", "capabilities", set));
        }
        assertThat(list(spec, "mounts")).isEqualTo(list(docker, "mounts").subList(0, 7));
        assertThat(at(spec, "process", "user")).isEqualTo(at(docker, "process", "user"));
        assertThat(at(spec, "linux", "sysctl")).isEqualTo(at(docker, "linux", "sysctl"));
        assertThat(at(spec, "linux", "resources", "devices"))
                .isEqualTo(at(docker, "linux", "resources", "devices"));
        assertThat(at(spec, "linux", "readonlyPaths"))
                .isEqualTo(at(docker, "linux", "readonlyPaths"));
        assertThat(types(spec)).hasSameElementsAs(types(docker));
        assertThat(list(spec, "linux", "maskedPaths"))
                .containsAll(list(docker, "linux", "maskedPaths"));
    }

    private Object spec(Bundle bundle) throws ImageFormatException {
        return Json.parse(Bytes.of(RuntimeSpec.write(bundle, sys)), "config.json");
    }

    private static Bundle plain() {
        return bundle(List.of());
    }

    private static Bundle confined(Confinement confinement) {
        Bundle plain = plain();
        return new Bundle(
                plain.id(),
                plain.arguments(),
                plain.environment(),
                plain.workingDirectory(),
                plain.user(),
                plain.terminal(),
                plain.rootPath(),
                plain.readOnly(),
                plain.hostname(),
                plain.network(),
                confinement,
                plain.mounts(),
                plain.cgroupsPath());
    }

    private static Bundle bundle(List<BindMount> mounts) {
        return bundle(ContainerUser.ROOT, false, Network.NONE, mounts, Optional.of("/box"));
    }

    private static Bundle bundle(
            ContainerUser user,
            boolean terminal,
            Network network,
            List<BindMount> mounts,
            Optional<String> cgroupsPath) {
        return new Bundle(
                "0123",
                List.of("sh", "-c", "echo \"\\\t\u0001é\ud83d\ude00\"\n"),
                List.of("A=1", "B="),
                "/work",
                user,
                terminal ? Optional.of(new TerminalSize(24, 80)) : Optional.empty(),
                "/srv/root fs",
                true,
                "box",
                network,
                Confinement.of(
                        Restrictions.NONE, network, new DeviceRules(cgroupsPath.isPresent())),
                mounts,
                cgroupsPath);
    }

    private static List<String> types(Object spec) {
        return values(list(spec, "linux", "namespaces"), "type");
    }

    private static List<String> destinations(Object spec) {
        return values(list(spec, "mounts"), "destination");
    }

    private static List<String> values(List<Object> objects, String member) {
        List<String> values = new ArrayList<>();
        for (Object object : objects) {
            values.add((String) at(object, member));
        }
        return values;
    }

    private static Map<String, Object> map(Object json, String... path) {
        Map<String, Object> members = new LinkedHashMap<>();
        ((Map<?, ?>) at(json, path)).forEach((name, value) -> members.put((String) name, value));
        return members;
    }

    private static List<Object> list(Object json, String... path) {
        return List.copyOf((List<?>) at(json, path));
    }

    private static Object at(Object json, String... path) {
        Object value = json;
        for (String name : path) {
            value = ((Map<?, ?>) value).get(name);
        }
        return value;
    }
}

package dev.lamina.engine.bundle;

import java.util.List;

/// Settings that every container gets, as Docker gives them: pieces of `config.json` (OCI runtime-spec 1.0.2,
/// `config.md` and `config-linux.md`).
///
/// They are ready text: a command that runs a container has a few milliseconds for its bundle.
final class RuntimeDefaults {

    /// Sending and receiving raw packets.
    static final String NET_RAW = "CAP_NET_RAW";

    /// Making device nodes. It does no harm only as long as [#DEVICES] hold.
    static final String MKNOD = "CAP_MKNOD";

    /// The capabilities of a container's superuser.
    static final List<String> CAPABILITIES =
            List.of(
                    "CAP_CHOWN",
                    "CAP_DAC_OVERRIDE",
                    "CAP_FSETID",
                    "CAP_FOWNER",
                    MKNOD,
                    NET_RAW,
                    "CAP_SETGID",
                    "CAP_SETUID",
                    "CAP_SETFCAP",
                    "CAP_SETPCAP",
                    "CAP_NET_BIND_SERVICE",
                    "CAP_SYS_CHROOT",
                    "CAP_KILL",
                    "CAP_AUDIT_WRITE");

    /// Which device nodes may be opened, in the order in which the rules are applied: none; zero,
    /// null, urandom, random, tty, console; not fuse. Runtimes add terminals, and the making of any
    /// node.
    static final String DEVICES =
            """
            {"allow":false,"access":"rwm"},\
            {"allow":true,"type":"c","major":1,"minor":5,"access":"rwm"},\
            {"allow":true,"type":"c","major":1,"minor":3,"access":"rwm"},\
            {"allow":true,"type":"c","major":1,"minor":9,"access":"rwm"},\
            {"allow":true,"type":"c","major":1,"minor":8,"access":"rwm"},\
            {"allow":true,"type":"c","major":5,"minor":0,"access":"rwm"},\
            {"allow":true,"type":"c","major":5,"minor":1,"access":"rwm"},\
            {"allow":false,"type":"c","major":10,"minor":229,"access":"rwm"}""";

    /// Files that tell of the host, or of other containers: an empty file or directory lies over
    /// each that is there.
    static final String MASKED_PATHS =
            """
            "/proc/acpi","/proc/asound","/proc/interrupts","/proc/kcore","/proc/keys",\
            "/proc/latency_stats","/proc/sched_debug","/proc/scsi","/proc/timer_list",\
            "/proc/timer_stats","/sys/devices/virtual/powercap","/sys/firmware\"""";

    /// Files by which the host's kernel is set.
    static final String READ_ONLY_PATHS =
            """
            "/proc/bus","/proc/fs","/proc/irq","/proc/sys","/proc/sysrq-trigger\"""";

    /// Rights of a process without privileges in a network of its own: listen on any port, and
    /// send pings.
    static final String OWN_NETWORK_SETTINGS =
            """
            "net.ipv4.ip_unprivileged_port_start":"0",\
            "net.ipv4.ping_group_range":"0 2147483647\"""";

    /// The namespaces of every container.
    static final String NAMESPACES =
            """
            {"type":"mount"},{"type":"pid"},{"type":"ipc"},{"type":"uts"}""";

    /// More processors than Linux is built for.
    static final int MAX_PROCESSORS = 8192;

    /// Where in each of [#MOUNTS] the destination begins.
    static final int DESTINATION = "{\"destination\":\"".length();

    /// The usual mounts, in the order in which they are made. Each begins with its destination.
    static final List<String> MOUNTS =
            List.of(
                    """
                    {"destination":"/proc","type":"proc","source":"proc",\
                    "options":["nosuid","noexec","nodev"]}""",
                    """
                    {"destination":"/dev","type":"tmpfs","source":"tmpfs",\
                    "options":["nosuid","strictatime","mode=755","size=65536k"]}""",
                    """
                    {"destination":"/dev/pts","type":"devpts","source":"devpts",\
                    "options":["nosuid","noexec","newinstance","ptmxmode=0666","mode=0620","gid=5"]}""",
                    """
                    {"destination":"/sys","type":"sysfs","source":"sysfs",\
                    "options":["nosuid","noexec","nodev","ro"]}""",
                    """
                    {"destination":"/sys/fs/cgroup","type":"cgroup","source":"cgroup",\
                    "options":["ro","nosuid","noexec","nodev"]}""",
                    """
                    {"destination":"/dev/mqueue","type":"mqueue","source":"mqueue",\
                    "options":["nosuid","noexec","nodev"]}""",
                    """
                    {"destination":"/dev/shm","type":"tmpfs","source":"shm",\
                    "options":["nosuid","noexec","nodev","mode=1777","size=67108864"]}""");

    private RuntimeDefaults() {}
}

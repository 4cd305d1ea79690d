package dev.lamina.cli.option;

import org.jspecify.annotations.Nullable;

/// The flags of Docker's commands that are not supported here. Who types one is told so, instead of
/// that it is unknown.
final class DockerFlags {

    /// Of `docker run`; a letter before a name is its shorthand.
    private static final String RUN =
            """
            add-host annotation a,attach blkio-weight blkio-weight-device cap-add cap-drop \
            cgroup-parent cgroupns cidfile cpu-count cpu-percent cpu-period cpu-quota cpu-rt-period \
            cpu-rt-runtime c,cpu-shares cpus cpuset-cpus cpuset-mems d,detach device \
            device-cgroup-rule device-read-bps device-read-iops device-write-bps device-write-iops \
            dns dns-opt dns-option dns-search domainname expose gpus group-add health-cmd \
            health-interval health-retries health-start-interval health-start-period health-timeout \
            io-maxbandwidth io-maxiops ip ip6 ipc isolation kernel-memory l,label label-file \
            link link-local-ip log-driver log-opt mac-address m,memory memory-reservation \
            memory-swap memory-swappiness mount network-alias net-alias no-healthcheck \
            oom-kill-disable oom-score-adj pid pids-limit platform privileged p,publish \
            P,publish-all pull q,quiet restart runtime security-opt shm-size sig-proxy \
            storage-opt sysctl tmpfs ulimit use-api-socket userns uts volume-driver \
            volumes-from""";

    private DockerFlags() {}

    /// Returns the line about a flag by its name; null if Docker does not know it either.
    static @Nullable String complaint(Syntax syntax, String name) {
        for (String flag : of(syntax.path()).split(" ")) {
            if (name.equals(flag.substring(flag.indexOf(',') + 1))) {
                return complaint(syntax, flag, "--" + name);
            }
        }
        return null;
    }

    /// Returns the line about a flag by its shorthand; null if Docker does not know it either.
    static @Nullable String complaint(Syntax syntax, char shorthand) {
        for (String flag : of(syntax.path()).split(" ")) {
            if (flag.indexOf(',') == 1 && flag.charAt(0) == shorthand) {
                return complaint(syntax, flag, "-" + shorthand);
            }
        }
        return null;
    }

    private static String of(String path) {
        return switch (path) {
            case "container run" -> RUN;
            case "container rm" -> "l,link";
            case "image ls" -> "tree";
            case "image push", "image rm", "image history", "image inspect" -> "platform";
            default -> "";
        };
    }

    private static String complaint(Syntax syntax, String flag, String typed) {
        String name = flag.substring(flag.indexOf(',') + 1);
        String line = "Docker's flag " + typed + " is not supported";
        String instead = syntax.path().equals("container run") ? instead(name) : "";
        return instead.isEmpty() ? line : line + ", " + instead;
    }

    private static String instead(String name) {
        return switch (name) {
            case "detach", "restart" -> "a container runs in the foreground";
            case "publish", "publish-all", "expose" ->
                    "a container has the ports of this machine with --network host";
            case "mount" -> "-v shows a file or directory";
            case "platform", "pull", "quiet" -> "'lamina pull' before it has this choice";
            case "memory", "cpus", "pids-limit", "cpu-shares", "cpuset-cpus", "ulimit" ->
                    "nothing limits a container";
            case "privileged", "cap-add", "cap-drop", "device", "security-opt" ->
                    "a container has Docker's default capabilities";
            default -> "";
        };
    }
}

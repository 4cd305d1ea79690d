package dev.lamina.engine.runtime;

import dev.lamina.linux.Mounts;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// The hierarchies of cgroups of this machine (cgroups(7)), as far as containers can have one.
public final class Cgroups {

    private static final Path ROOT = Path.of("/sys/fs/cgroup");

    /// Where systemd's "hybrid" layout has a hierarchy of version 2 beside those of version 1.
    private static final Path HYBRID = ROOT.resolve("unified");

    /// In the first user namespace each user is itself.
    private static final Path USERS = Path.of("/proc/self/uid_map");

    private Cgroups() {}

    /// Tells whether a container can have a cgroup: a single hierarchy of version 2, or those of
    /// version 1, that can be written.
    public static boolean available() {
        return Files.exists(ROOT.resolve("cgroup.controllers"))
                ? Files.isWritable(ROOT)
                : Files.isWritable(ROOT.resolve("devices"));
    }

    /// Tells whether a runtime that is told so keeps a container from device nodes. In a user namespace
    /// runtimes leave that out, because the kernel refuses it (user_namespaces(7)).
    public static boolean decideAboutDevices() throws IOException {
        return available() && Files.readString(USERS).strip().matches("0 +0 +4294967295");
    }

    /// Makes a hybrid layout one of version 1, in the mount namespace of the calling thread: crun
    /// refuses to work with the former.
    public static void hideHybrid() throws IOException {
        if (Files.exists(HYBRID.resolve("cgroup.procs"))) {
            Mounts.detach(HYBRID);
        }
    }
}

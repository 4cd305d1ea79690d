package dev.lamina.engine.container;

import java.nio.file.Path;

/// The only table of the paths of one container; `docs/formats/store-layout.md` explains each.
///
/// @param root the container's directory, which is its bundle too
public record ContainerPaths(Path root) {

    /// Says what the container is; a directory without it is none.
    public Path record() {
        return root.resolve("container.json");
    }

    /// Says how its command ended.
    public Path exit() {
        return root.resolve("exit.json");
    }

    /// The orders to the runtime (OCI runtime-spec, `config.md`).
    public Path configuration() {
        return root.resolve("config.json");
    }

    /// Where the image is mounted, read-only.
    public Path lower() {
        return root.resolve("lower");
    }

    /// The files that the container wrote.
    public Path upper() {
        return root.resolve("upper");
    }

    /// overlayfs's own.
    public Path work() {
        return root.resolve("work");
    }

    /// The root file system that the container sees.
    public Path merged() {
        return root.resolve("merged");
    }

    /// The runtime's own notes.
    public Path runtimeState() {
        return root.resolve("runtime");
    }

    /// The complaints of the runtime.
    public Path runtimeLog() {
        return root.resolve("runtime.log");
    }

    /// The number of the container's first process.
    public Path pid() {
        return root.resolve("pid");
    }

    /// Files that the container sees in `/etc`.
    public Path etc() {
        return root.resolve("etc");
    }

    /// The directories that belong to the container but not to its root file system.
    public Path volumes() {
        return root.resolve("volumes");
    }

    /// The number of the process that keeps the container, if one does.
    public Path keeperPid() {
        return root.resolve("conmon.pid");
    }

    /// Where that writes down exit statuses, each in a file with the container's ID as its name.
    public Path keeperExits() {
        return root.resolve("exits");
    }

    /// Where that listens for those who look on; its own choice.
    public Path keeperSocket() {
        return root.resolve("attach");
    }

    /// Where that takes sizes of terminals; its own choice.
    public Path keeperControl() {
        return root.resolve("ctl");
    }
}

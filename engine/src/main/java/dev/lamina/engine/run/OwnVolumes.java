package dev.lamina.engine.run;

import dev.lamina.engine.container.ContainerRecord;
import dev.lamina.engine.rootfs.Materializer;
import dev.lamina.engine.store.Store;
import dev.lamina.engine.value.container.BindMount;
import dev.lamina.image.NotFoundException;
import dev.lamina.image.TreePath;
import dev.lamina.image.tree.DirectoryNode;
import dev.lamina.image.tree.Node;
import dev.lamina.image.tree.Tree;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/// A container's anonymous volumes: directories that can be written when its root file system
/// cannot, and that are not part of what it changed. Each begins with what the image has there.
final class OwnVolumes {

    private final Store store;
    private final ContainerRecord container;
    private final Path directory;
    private @Nullable Tree tree;

    OwnVolumes(Store store, ContainerRecord container, Path directory) {
        this.store = store;
        this.container = container;
        this.directory = directory;
    }

    /// Makes those that are not there.
    void create() throws IOException {
        for (BindMount mount : container.mounts()) {
            if (mount.source().startsWith(directory) && !Files.exists(mount.source())) {
                Files.createDirectories(directory);
                create(mount);
            }
        }
    }

    private void create(BindMount mount) throws IOException {
        if (tree == null) {
            tree = store.tree(container.layers());
        }
        try {
            Node node = tree.resolve(TreePath.parse(mount.destination()));
            if (node instanceof DirectoryNode content) {
                Materializer.materialize(store, content, mount.source());
                return;
            }
        } catch (NotFoundException e) {
            // The image has nothing there.
        }
        Files.createDirectory(mount.source());
        // Whatever the caller's umask is: users of the container see it.
        Files.setPosixFilePermissions(mount.source(), PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}

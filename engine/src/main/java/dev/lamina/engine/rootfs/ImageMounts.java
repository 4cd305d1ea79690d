package dev.lamina.engine.rootfs;

import dev.lamina.engine.disk.PrivateDirectory;
import dev.lamina.engine.disk.StoreLock;
import dev.lamina.engine.images.Images;
import dev.lamina.engine.store.Lease;
import dev.lamina.engine.store.Store;
import dev.lamina.engine.value.image.ImageDetails;
import dev.lamina.engine.value.image.ImageMount;
import dev.lamina.engine.value.image.MountSupport;
import dev.lamina.engine.value.image.MountWay;
import dev.lamina.engine.value.image.StoreDamagedException;
import dev.lamina.image.DiffId;
import dev.lamina.image.Digest;
import dev.lamina.image.NotFoundException;
import dev.lamina.image.Reference;
import dev.lamina.linux.Errno;
import dev.lamina.linux.LinuxException;
import dev.lamina.linux.Mounts;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// The images that are mounted for a user to look into, each at a directory of the store.
public final class ImageMounts {

    private final Images images;
    private final Store store;
    private final Map<String, String> environment;

    /// Opens the mounts of a store.
    ///
    /// @param environment of the caller; see [MountWay#VARIABLE]
    public ImageMounts(Images images, Map<String, String> environment) {
        this.images = images;
        this.store = images.store();
        this.environment = environment;
    }

    /// Mounts an image, read-only, until [#unmount]; one that is mounted stays so. Its layers stay
    /// in the store meanwhile. Programs of the image that would make their caller another user do not,
    /// and its device nodes are dead: who mounts wants to look, not to trust.
    ///
    /// @return the directory; only the owner of the store gets there
    /// @throws NotFoundException if there is no such image
    public Path mount(String nameOrId) throws IOException {
        ImageDetails image = images.find(nameOrId);
        Path directory = store.paths().mounts().resolve(image.id().hex());
        try (StoreLock _ = store.use();
                StoreLock _ = store.lock(directory.toString())) {
            if (!MountTable.has(directory)) {
                begin(image, directory);
            }
        }
        return directory;
    }

    private void begin(ImageDetails image, Path directory) throws IOException {
        PrivateDirectory.create(directory);
        List<DiffId> layers = image.config().diffIds();
        Lease lease = new Lease(lease(directory), "mount " + directory, image.id(), layers);
        store.lease(lease, false);
        boolean mounted = false;
        try {
            new UnionMounts(store, environment).mount(layers, directory);
            restrict(directory);
            mounted = true;
        } finally {
            if (!mounted) {
                end(directory);
            }
        }
    }

    /// An image without layers is an empty directory, not a mount.
    private static void restrict(Path directory) throws IOException {
        if (!MountTable.has(directory)) {
            return;
        }
        try {
            Mounts.restrict(directory, Mounts.READ_ONLY | Mounts.NO_SET_UID | Mounts.NO_DEVICES);
        } catch (LinuxException e) {
            Mounts.unmount(directory);
            throw e;
        }
    }

    /// Lists the mounts, by the name of their directories.
    public List<ImageMount> list() throws IOException {
        List<ImageMount> mounts = new ArrayList<>();
        for (Path directory : MountTable.mounted(directories())) {
            for (Lease lease : store.leases()) {
                if (lease.name().equals(lease(directory))) {
                    mounts.add(new ImageMount(lease.image(), names(lease.image()), directory));
                }
            }
        }
        return mounts;
    }

    private List<Reference> names(Digest image) throws IOException {
        try {
            ImageDetails details = images.find(image.toString());
            return details.tags().isEmpty() ? details.repoDigests() : details.tags();
        } catch (NotFoundException | StoreDamagedException e) {
            return List.of();
        }
    }

    /// Lists the directories of mounts that are there, and of those that a restart of the machine
    /// ended.
    public List<Path> directories() throws IOException {
        try (Stream<Path> directories = Files.list(store.paths().mounts())) {
            return directories.sorted().toList();
        } catch (NoSuchFileException e) {
            return List.of();
        }
    }

    /// Ends a mount.
    ///
    /// @param image a reference, an ID, or the directory
    /// @return whether there was one
    /// @throws NotFoundException if there is no such image
    public boolean unmount(String image) throws IOException {
        Path directory = directory(image);
        if (!Files.isDirectory(directory)) {
            return false;
        }
        try (StoreLock _ = store.lock(directory.toString())) {
            boolean mounted = MountTable.has(directory);
            if (mounted) {
                unmount(directory);
            }
            end(directory);
            return mounted;
        }
    }

    private static void unmount(Path directory) throws IOException {
        try {
            Mounts.unmount(directory);
        } catch (LinuxException e) {
            if (e.errno() != Errno.EBUSY) {
                throw e;
            }
            throw new IOException(
                    "unmount of "
                            + directory
                            + ": it is busy: a process has a file open there, or its working"
                            + " directory",
                    e);
        }
    }

    private Path directory(String image) throws IOException {
        Path mounts = store.paths().mounts();
        if (image.startsWith("/")) {
            Path directory = Path.of(image).normalize();
            if (!mounts.equals(directory.getParent())) {
                throw new NotFoundException("mount", image);
            }
            return directory;
        }
        Digest id = images.find(image).id();
        return mounts.resolve(id.hex());
    }

    private void end(Path directory) throws IOException {
        Files.deleteIfExists(directory);
        store.release(lease(directory));
    }

    private static String lease(Path directory) {
        return "mount-" + directory.getFileName();
    }

    /// Finds out how images are mounted here, by trying with an empty one.
    public MountSupport support() {
        try {
            store.claim();
        } catch (IOException e) {
            return new MountSupport(Optional.empty(), "cannot be tried: " + e.getMessage());
        }
        return MountProbe.probe(store, environment);
    }
}

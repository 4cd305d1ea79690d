package dev.lamina.engine.rootfs;

import dev.lamina.engine.store.InexpressibleUnionException;
import dev.lamina.engine.store.Store;
import dev.lamina.engine.store.UnionFile;
import dev.lamina.engine.value.image.MountWay;
import dev.lamina.image.DiffId;
import dev.lamina.linux.Errno;
import dev.lamina.linux.LinuxException;
import dev.lamina.linux.SearchPath;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Shows unions of layers to the kernel, in the mount namespace of the calling thread.
public final class UnionMounts {

    /// Of the EROFS images.
    private static final int BLOCK_SIZE = 512;

    private final Store store;
    private final List<MountWay> ways;
    private final SearchPath programs;

    /// Opens the unions of a store.
    ///
    /// @param environment of the caller; see [MountWay#VARIABLE]
    /// @throws IllegalArgumentException if the environment names an unknown way
    public UnionMounts(Store store, Map<String, String> environment) {
        this.store = store;
        this.ways = MountWay.wanted(environment);
        this.programs = SearchPath.of(environment);
    }

    /// Mounts the union of layers, read-only, by the first way that works.
    ///
    /// @param layers lowest first; none mean an empty directory
    /// @param target an empty directory
    /// @return the way that worked
    /// @throws MountRefusedException if none did
    public MountWay mount(List<DiffId> layers, Path target) throws IOException {
        if (layers.isEmpty()) {
            return ways.getFirst();
        }
        List<IOException> failures = new ArrayList<>();
        for (MountWay way : ways) {
            try {
                mount(layers, target, way);
                return way;
            } catch (InexpressibleUnionException e) {
                failures.add(e);
            } catch (LinuxException e) {
                failures.add(e);
                if (e.errno() == Errno.EPERM) {
                    break; // No other way needs less.
                }
            }
        }
        throw MountRefusedException.of(target, failures);
    }

    private void mount(List<DiffId> layers, Path target, MountWay way) throws IOException {
        switch (way) {
            case FILE_BACKED -> {
                UnionFile union = union(layers);
                ErofsMount.mount(union.erofs().toString(), texts(union.tars()), target);
            }
            case LOOP_DEVICES -> LoopMount.mount(union(layers), target, programs);
            case DIRECTORIES -> DirectoryMount.mount(new Directories(store).of(layers), target);
        }
    }

    /// Few tars have no padding behind their last content. The kernel reads whole blocks only: from
    /// a file it fails with EIO at the last one, and a loop device leaves it out.
    private UnionFile union(List<DiffId> layers) throws IOException {
        UnionFile union = store.union(layers);
        for (Path tar : union.tars()) {
            if (Files.size(tar) % BLOCK_SIZE != 0) {
                throw new LinuxException("mount", tar + " (no whole blocks)", Errno.EINVAL);
            }
        }
        return union;
    }

    private static List<String> texts(List<Path> paths) {
        List<String> texts = new ArrayList<>(paths.size());
        for (Path path : paths) {
            texts.add(path.toString());
        }
        return texts;
    }
}

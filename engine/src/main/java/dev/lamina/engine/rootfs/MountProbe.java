package dev.lamina.engine.rootfs;

import dev.lamina.engine.disk.FileTrees;
import dev.lamina.engine.store.Store;
import dev.lamina.engine.value.image.MountSupport;
import dev.lamina.engine.value.image.MountWay;
import dev.lamina.image.Attributes;
import dev.lamina.image.erofs.ErofsWriter;
import dev.lamina.image.tree.Tree;
import dev.lamina.image.tree.TreeBuilder;
import dev.lamina.linux.LinuxException;
import dev.lamina.linux.MountNamespace;
import dev.lamina.linux.SearchPath;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;

/// Finds out how images can be mounted, by mounting an empty one in a mount namespace of its own.
final class MountProbe {

    private MountProbe() {}

    static MountSupport probe(Store store, Map<String, String> environment) {
        try {
            // On the file system of the store: whether the kernel mounts a file depends on where
            // the file lies.
            Path existing = store.paths().root();
            while (!Files.isDirectory(existing)) {
                existing = existing.getParent();
            }
            if (!Files.isWritable(existing)) {
                return new MountSupport(
                        Optional.empty(), "mounting needs root; " + existing + " is not ours");
            }
            Path scratch = Files.createTempDirectory(existing, ".lamina-probe-");
            try (MountNamespace namespace = MountNamespace.open()) {
                return namespace.call(
                        () ->
                                probe(
                                        scratch,
                                        MountWay.wanted(environment),
                                        SearchPath.of(environment)));
            } finally {
                FileTrees.delete(scratch);
            }
        } catch (LinuxException e) {
            return new MountSupport(
                    Optional.empty(), "mounting needs root (CAP_SYS_ADMIN): " + e.getMessage());
        } catch (IOException e) {
            return new MountSupport(Optional.empty(), "cannot be tried: " + e.getMessage());
        }
    }

    private static MountSupport probe(Path scratch, List<MountWay> ways, SearchPath programs)
            throws IOException {
        var reason = new StringJoiner("; ");
        Path target = Files.createDirectory(scratch.resolve("mount"));
        Path image = scratch.resolve("image");
        Tree empty = new TreeBuilder(Attributes.of(0755, 0, 0, Instant.EPOCH)).finish();
        try (OutputStream out = Files.newOutputStream(image)) {
            ErofsWriter.write(empty, new LinkedHashMap<>(), out);
        }
        for (MountWay way : ways) {
            try {
                attempt(way, image, target, programs);
                reason.add(works(way));
                return new MountSupport(Optional.of(way), reason.toString());
            } catch (LinuxException e) {
                reason.add("not " + way.title() + ": " + e.getMessage());
            }
        }
        return new MountSupport(Optional.empty(), reason.toString());
    }

    private static void attempt(MountWay way, Path image, Path target, SearchPath programs)
            throws IOException {
        switch (way) {
            case FILE_BACKED -> ErofsMount.mount(image.toString(), List.of(), target);
            case LOOP_DEVICES -> {
                try (LoopDevice device = LoopDevice.attach(image, programs)) {
                    ErofsMount.mount(device.name(), List.of(), target);
                }
            }
            case DIRECTORIES -> DirectoryMount.mount(target, target);
        }
    }

    private static String works(MountWay way) {
        return switch (way) {
            case FILE_BACKED ->
                    "the kernel mounts EROFS images that are files (Linux 6.12 or newer)";
            case LOOP_DEVICES -> "the kernel mounts EROFS images on block devices";
            case DIRECTORIES -> "files are written to plain directories once for each image";
        };
    }
}

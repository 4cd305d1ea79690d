package dev.lamina.testing.judge;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.lamina.engine.images.Images;
import dev.lamina.engine.rootfs.UnionMounts;
import dev.lamina.engine.store.Store;
import dev.lamina.engine.store.StorePaths;
import dev.lamina.image.layer.ContentStream;
import dev.lamina.image.tree.Dump;
import dev.lamina.image.tree.Tree;
import dev.lamina.linux.MountNamespace;
import dev.lamina.linux.Mounts;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The files of one image, as our own code and others show them; each as its dump.
///
/// @param image   whose layout becomes a store
/// @param scratch an empty directory
record Views(OciLayout image, Path scratch) {

    /// The tree in memory, its content read out of the tars.
    String tree() throws IOException {
        Store store = store();
        Tree tree = store.tree(image.diffIds());
        return Dump.of(
                tree,
                Dump.digests(
                        file ->
                                new ContentStream(
                                        FileChannel.open(store.tar(file.layer())),
                                        file.content())));
    }

    /// What the kernel shows of our union.
    ///
    /// @param way as in LAMINA_MOUNT
    String mount(String way) throws IOException {
        Path target = Files.createDirectory(scratch.resolve("mount-" + way));
        try (MountNamespace namespace = MountNamespace.open()) {
            var unions = new UnionMounts(store(), Map.of("LAMINA_MOUNT", way));
            return namespace.call(
                    () -> {
                        unions.mount(image.diffIds(), target);
                        return DirectoryDump.of(target);
                    });
        }
    }

    private Store store() {
        return Images.open(new StorePaths(image.directory())).store();
    }

    /// What umoci unpacks.
    String umoci() throws IOException {
        Path target = scratch.resolve("umoci");
        Tool.require("umoci").run("raw", "unpack", "--image", image.directory() + ":image", target);
        return DirectoryDump.of(target);
    }

    /// What GNU tar unpacks of each layer, put together by overlayfs.
    String overlay() throws IOException {
        var lowers = new ArrayList<String>();
        for (Path tar : image.tars()) {
            Path lower = Files.createDirectory(scratch.resolve("lower-" + lowers.size()));
            Tool.require("tar")
                    .run(
                            "-xf",
                            tar,
                            "-C",
                            lower,
                            "--numeric-owner",
                            "-p",
                            "--xattrs",
                            "--xattrs-include=*",
                            "--delay-directory-restore");
            Path places = Files.createDirectory(scratch.resolve("places-" + lowers.size()));
            convertWhiteouts(lower, places);
            lowers.addFirst(places.toString());
            lowers.addFirst(lower.toString());
        }
        Path target = Files.createDirectory(scratch.resolve("merged"));
        Path upper = Files.createDirectory(scratch.resolve("upper"));
        Path work = Files.createDirectory(scratch.resolve("work"));
        Path top = Path.of(lowers.getFirst());
        Tool.require("chown").run("--reference=" + top, upper);
        Tool.require("chmod").run("--reference=" + top, upper);
        Tool.require("touch").run("--reference=" + top, upper);
        String options =
                "lowerdir=%s,upperdir=%s,workdir=%s"
                        .formatted(String.join(":", lowers), upper, work);
        try (MountNamespace namespace = MountNamespace.open()) {
            return namespace.call(
                    () -> {
                        Mounts.mount("overlay", target, "overlay", Mounts.READ_ONLY, options);
                        return DirectoryDump.of(target);
                    });
        }
    }

    /// Puts the whiteouts of overlayfs in place of those of tars, and gives the directories the
    /// times back that they had.
    ///
    /// @param places gets an empty directory for each that has a whiteout, since overlayfs hides
    ///     whiteouts only where it joins two directories
    private static void convertWhiteouts(Path lower, Path places) throws IOException {
        String found = Tool.require("find").run(lower, "-name", ".wh.*", "-print0");
        for (String text : found.isEmpty() ? new String[0] : found.split("\0")) {
            Path whiteout = Path.of(new String(text.getBytes(ISO_8859_1)));
            Path directory = whiteout.getParent();
            var time = Files.getLastModifiedTime(directory);
            String name = whiteout.getFileName().toString();
            Files.delete(whiteout);
            if (name.equals(".wh..wh..opq")) {
                Tool.require("setfattr").run("-n", "trusted.overlay.opaque", "-v", "y", directory);
            } else {
                Files.createDirectories(places.resolve(lower.relativize(directory)));
                Path hidden = directory.resolve(name.substring(".wh.".length()));
                Tool.require("mknod").run(hidden, "c", 0, 0);
            }
            Files.setLastModifiedTime(directory, time);
        }
    }

    /// What fsck.erofs finds in our EROFS image, after it has checked it.
    String erofsUtils() throws IOException {
        Path image = scratch.resolve("image.erofs");
        var command = new ArrayList<Object>(List.of("--extract=" + scratch.resolve("extracted")));
        var union = store().union(this.image.diffIds());
        byte[] bytes = Files.readAllBytes(union.erofs());
        // fsck.erofs up to 1.8.10 crashes at checksums of blocks smaller than 1,024 bytes.
        bytes[1024 + 8] &= ~1;
        Files.write(image, bytes);
        union.tars().forEach(tar -> command.add("--device=" + tar));
        command.add(image);
        ErofsUtils.require("fsck.erofs").run(command.toArray());
        return DirectoryDump.of(scratch.resolve("extracted"));
    }
}

package dev.lamina.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.lamina.image.Attributes;
import dev.lamina.image.Bytes;
import dev.lamina.image.TreePath;
import dev.lamina.image.layer.FileContent;
import dev.lamina.image.layer.LayerEntry;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// A root file system of one static program under many names.
final class BusyBox {

    private static final String PASSWD = "root:x:0:0:root:/root:/bin/sh\n";
    private static final String GROUP = "root:x:0:\n";

    private final Instant created;
    private final List<LayerEntry> entries = new ArrayList<>();

    private BusyBox(Instant created) {
        this.created = created;
    }

    /// Writes the layer.
    static PackedLayer write(Path program, Instant created, Path blob, Workshop workshop)
            throws IOException {
        List<String> names = new ArrayList<>();
        workshop.programs()
                .call(List.of(program.toString(), "--list"), workshop.environment(), names::add);
        byte[] busybox = Files.readAllBytes(program);
        var tree = new BusyBox(created);
        for (String directory : List.of("bin", "dev", "etc", "proc", "root", "sys", "tmp")) {
            tree.directory(directory, directory.equals("tmp") ? 01777 : 0755);
        }
        tree.file("bin/busybox", 0755, busybox.length);
        for (String name : names) {
            if (!name.equals("busybox")) {
                tree.link("bin/" + name, "busybox");
            }
        }
        tree.file("etc/group", 0644, GROUP.length());
        tree.file("etc/passwd", 0644, PASSWD.length());
        return PackedLayer.write(
                tree.entries,
                file ->
                        new ByteArrayInputStream(
                                switch (file.path().toString()) {
                                    case "/etc/group" -> GROUP.getBytes(UTF_8);
                                    case "/etc/passwd" -> PASSWD.getBytes(UTF_8);
                                    default -> busybox;
                                }),
                blob);
    }

    private void directory(String path, int permissions) {
        entries.add(new LayerEntry.Directory(TreePath.parse(path), attributes(permissions)));
    }

    private void file(String path, int permissions, long size) {
        entries.add(
                new LayerEntry.RegularFile(
                        TreePath.parse(path),
                        attributes(permissions),
                        FileContent.contiguous(0, size)));
    }

    private void link(String path, String target) {
        entries.add(
                new LayerEntry.Symlink(TreePath.parse(path), attributes(0777), Bytes.utf8(target)));
    }

    private Attributes attributes(int permissions) {
        return Attributes.of(permissions, 0, 0, created);
    }
}

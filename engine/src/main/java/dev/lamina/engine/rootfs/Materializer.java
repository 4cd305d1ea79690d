package dev.lamina.engine.rootfs;

import dev.lamina.engine.store.Store;
import dev.lamina.image.Bytes;
import dev.lamina.image.Name;
import dev.lamina.image.tree.DeviceNode;
import dev.lamina.image.tree.DirectoryNode;
import dev.lamina.image.tree.DirectoryNode.Child;
import dev.lamina.image.tree.FifoNode;
import dev.lamina.image.tree.FileNode;
import dev.lamina.image.tree.Node;
import dev.lamina.image.tree.SymlinkNode;
import dev.lamina.linux.Links;
import dev.lamina.linux.SpecialFiles;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Writes nodes of an image as files of the host, with all their attributes. Needs to be root.
///
/// Nothing outside the target can be reached: every path is made of names of directory nodes, and
/// what they name is made here. Until all is there the files can be entered by root only.
public final class Materializer implements AutoCloseable {

    /// Whether the JDK, which takes the encoding of paths from the locale, can write all of Unicode.
    private static final boolean UTF_8_PATHS =
            "UTF-8".equals(System.getProperty("sun.jnu.encoding"));

    private final FileCopies copies;

    /// Where nodes are that have several names.
    private final Map<Node, Path> places = new HashMap<>();

    private Materializer(Store store) {
        this.copies = new FileCopies(store);
    }

    /// Writes a directory of an image and all below it.
    ///
    /// @param target does not exist, but the directory above it does
    public static void materialize(Store store, DirectoryNode root, Path target)
            throws IOException {
        try (Materializer materializer = new Materializer(store)) {
            materializer.make(root, target);
            materializer.copies.finish();
            finish(root, target);
        }
    }

    private void make(Node node, Path path) throws IOException {
        Path first = node.hasSeveralNames() ? places.putIfAbsent(node, path) : null;
        if (first != null) {
            Files.createLink(path, first);
            return;
        }
        switch (node) {
            case DirectoryNode directory -> makeDirectory(directory, path);
            case FileNode file -> copies.add(file, path);
            case SymlinkNode link -> {
                Links.makeSymbolic(link.target().toArray(), path);
                FileAttributes.set(path, node.attributes(), true);
            }
            case DeviceNode device -> {
                SpecialFiles.makeDevice(path, device.block(), 0, device.major(), device.minor());
                FileAttributes.set(path, node.attributes(), false);
            }
            case FifoNode _ -> {
                SpecialFiles.makeFifo(path, 0);
                FileAttributes.set(path, node.attributes(), false);
            }
        }
    }

    private void makeDirectory(DirectoryNode directory, Path path) throws IOException {
        Files.createDirectory(path, FileAttributes.OWNER_ONLY);
        var paths = new Paths(path, directory);
        for (Child child : directory.children()) {
            make(child.node(), paths.of(child.name()));
        }
    }

    /// Gives directories their attributes and files their true names, from the bottom up: below a
    /// directory with a new name nothing would be found, and a new name or file changes the time of the
    /// directory above.
    private static void finish(DirectoryNode directory, Path path) throws IOException {
        var paths = new Paths(path, directory);
        for (Child child : directory.children()) {
            Path place = paths.of(child.name());
            if (child.node() instanceof DirectoryNode below) {
                finish(below, place);
            }
        }
        for (RawName raw : paths.rawNames) {
            Links.rename(raw.place, raw.name.bytes().toArray());
        }
        FileAttributes.set(path, directory.attributes(), false);
    }

    /// A file whose name Java cannot write; it has another one until all is made.
    private record RawName(Path place, Name name) {}

    /// The paths of what a directory holds, the same each time they are asked for in order.
    private static final class Paths {

        private final Path path;
        private final DirectoryNode directory;
        private final List<RawName> rawNames = new ArrayList<>();

        Paths(Path path, DirectoryNode directory) {
            this.path = path;
            this.directory = directory;
        }

        /// Returns the path that has a name's very bytes, if the JDK can make it, else a placeholder.
        Path of(Name name) {
            String text = name.bytes().utf8();
            boolean ascii = text.chars().allMatch(c -> c < 0x80);
            if (ascii || UTF_8_PATHS && Bytes.utf8(text).equals(name.bytes())) {
                return path.resolve(text);
            }
            Path place = path.resolve(placeholder(rawNames.size()));
            rawNames.add(new RawName(place, name));
            return place;
        }

        /// Returns a name that no child has, another one for each number.
        private String placeholder(int number) {
            String name = "placeholder-" + number;
            while (directory.find(Name.of(name)).isPresent()) {
                name = "_" + name;
            }
            return name;
        }
    }

    @Override
    public void close() {
        copies.close();
    }
}

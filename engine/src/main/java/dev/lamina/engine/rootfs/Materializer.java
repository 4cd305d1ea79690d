package dev.lamina.engine.rootfs;

import dev.lamina.engine.store.Store;
import dev.lamina.image.Bytes;
import dev.lamina.image.Name;
import dev.lamina.image.tree.DeviceNode;
import dev.lamina.image.tree.DirectoryNode;
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
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Writes nodes of an image as files of the host, with all their attributes. Needs to be root.
///
/// Nothing outside the target can be reached: every path is made of names of directory nodes, and
/// what they name is made here. Until all is there the files can be entered by root only.
public final class Materializer implements AutoCloseable {

    /// Whether the JDK, which takes the encoding of paths from the locale, can write all of Unicode.
    private static final boolean UTF_8_PATHS =
            "UTF-8".equals(System.getProperty("sun.jnu.encoding"));

    private final FileCopies copies;
    private final Map<Node, Path> places = new IdentityHashMap<>();
    private final List<Place> directories = new ArrayList<>();
    private final Map<Path, List<RawName>> rawNames = new HashMap<>();

    private Materializer(Store store) {
        this.copies = new FileCopies(store);
    }

    /// A directory that gets its attributes last: what is made in it would change its time.
    private record Place(Path path, DirectoryNode node) {}

    /// A file whose name Java cannot write; it has another one until all is made.
    private record RawName(Path place, Name name) {}

    /// Writes a directory of an image and all below it.
    ///
    /// @param target does not exist, but the directory above it does
    public static void materialize(Store store, DirectoryNode root, Path target)
            throws IOException {
        try (Materializer materializer = new Materializer(store)) {
            materializer.make(root, target);
            materializer.copies.finish();
            materializer.finish();
        }
    }

    private void make(Node node, Path path) throws IOException {
        Path first = places.putIfAbsent(node, path);
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
        directories.add(new Place(path, directory));
        for (Map.Entry<Name, Node> child : directory.children().entrySet()) {
            Name name = child.getKey();
            Optional<Path> place = place(path, name);
            if (place.isPresent()) {
                make(child.getValue(), place.get());
            } else {
                List<RawName> raw = rawNames.computeIfAbsent(path, _ -> new ArrayList<>());
                Path placeholder = path.resolve(placeholder(directory, raw.size()));
                raw.add(new RawName(placeholder, name));
                make(child.getValue(), placeholder);
            }
        }
    }

    /// Returns the path that has a name's very bytes, if the JDK can make it.
    private static Optional<Path> place(Path parent, Name name) {
        String text = name.bytes().utf8();
        boolean ascii = text.chars().allMatch(c -> c < 0x80);
        return ascii || UTF_8_PATHS && Bytes.utf8(text).equals(name.bytes())
                ? Optional.of(parent.resolve(text))
                : Optional.empty();
    }

    /// Returns a name that no child has, another one for each number.
    private static String placeholder(DirectoryNode directory, int number) {
        String name = "placeholder-" + number;
        while (directory.children().containsKey(Name.of(name))) {
            name = "_" + name;
        }
        return name;
    }

    /// Gives directories their attributes and files their true names, from the bottom up: below a
    /// directory with a new name nothing would be found, and a new name changes the time of the
    /// directory above.
    private void finish() throws IOException {
        for (Place directory : directories.reversed()) {
            for (RawName raw : rawNames.getOrDefault(directory.path, List.of())) {
                Links.rename(raw.place, raw.name.bytes().toArray());
            }
            FileAttributes.set(directory.path, directory.node.attributes(), false);
        }
    }

    @Override
    public void close() {
        copies.close();
    }
}

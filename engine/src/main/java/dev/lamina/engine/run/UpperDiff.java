package dev.lamina.engine.run;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import dev.lamina.engine.bundle.BindMount;
import dev.lamina.image.Name;
import dev.lamina.image.TreePath;
import dev.lamina.image.tree.DirectoryNode;
import dev.lamina.image.tree.Node;
import dev.lamina.image.tree.Tree;
import dev.lamina.linux.Xattrs;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// Reads from an overlayfs upper directory what differs from the image (Linux,
/// `Documentation/filesystems/overlayfs.rst`, "whiteouts and opaque directories").
///
/// Where the runtime mounts something, it makes the place if the image has none. These places are
/// no change of the container's, and are left out as long as nothing is in them.
final class UpperDiff {

    private static final String OPAQUE = "trusted.overlay.opaque";

    /// Mounted in every container; as the bundle tells the runtime.
    private static final List<String> USUAL_MOUNTS =
            List.of("/dev", "/proc", "/sys", "/dev/pts", "/dev/shm", "/dev/mqueue");

    private final Tree lower;
    private final Path upper;
    private final Set<TreePath> places = new HashSet<>();
    private final List<ContainerChange> changes = new ArrayList<>();

    UpperDiff(Tree lower, Path upper, List<BindMount> mounts) {
        this.lower = lower;
        this.upper = upper;
        for (String place : USUAL_MOUNTS) {
            places.add(TreePath.parse(place));
        }
        for (BindMount mount : mounts) {
            places.add(TreePath.parse(mount.destination()));
        }
    }

    /// Lists the changes by path, a directory before what is in it.
    List<ContainerChange> changes() throws IOException {
        compare(upper, lower.root(), TreePath.ROOT);
        return changes;
    }

    /// @return whether something below was left out
    private boolean compare(Path directory, @Nullable Node before, TreePath path)
            throws IOException {
        Map<Name, Path> children = children(directory);
        Map<Name, Node> hidden = new TreeMap<>();
        if (before instanceof DirectoryNode below) {
            for (DirectoryNode.Child child : below.children()) {
                hidden.put(child.name(), child.node());
            }
        }
        boolean opaque = isOpaque(directory);
        boolean leftOut = false;
        Set<Name> names = new TreeSet<>(children.keySet());
        if (opaque) {
            names.addAll(hidden.keySet());
        }
        for (Name name : names) {
            leftOut |= compareChild(children.get(name), hidden.get(name), path.child(name));
        }
        return leftOut;
    }

    private boolean compareChild(@Nullable Path child, @Nullable Node before, TreePath path)
            throws IOException {
        if (child == null || isWhiteout(child)) {
            if (before != null) {
                add(ContainerChange.Kind.DELETED, path);
            }
            return false;
        }
        int position = changes.size();
        boolean leftOut = false;
        if (Files.isDirectory(child, NOFOLLOW_LINKS)) {
            leftOut = compare(child, before, path);
        }
        boolean empty = changes.size() == position;
        if (before == null && places.contains(path) && empty && isEmptyFile(child)) {
            return true;
        }
        // A directory above such a place was only copied up for it.
        if (before != null && leftOut && empty) {
            return true;
        }
        changes.add(
                position,
                new ContainerChange(
                        before == null ? ContainerChange.Kind.ADDED : ContainerChange.Kind.CHANGED,
                        path));
        return leftOut;
    }

    private void add(ContainerChange.Kind kind, TreePath path) {
        changes.add(new ContainerChange(kind, path));
    }

    private static Map<Name, Path> children(Path directory) throws IOException {
        Map<Name, Path> children = new TreeMap<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
            for (Path entry : entries) {
                children.put(RawName.of(entry), entry);
            }
        }
        return children;
    }

    private static boolean isEmptyFile(Path file) throws IOException {
        return Files.isDirectory(file, NOFOLLOW_LINKS)
                || Files.isRegularFile(file, NOFOLLOW_LINKS) && Files.size(file) == 0;
    }

    /// A whiteout is a character device 0:0.
    private static boolean isWhiteout(Path file) throws IOException {
        Map<String, Object> attributes =
                Files.readAttributes(file, "unix:mode,rdev", NOFOLLOW_LINKS);
        int type = (int) attributes.get("mode") & 0170000;
        return type == 0020000 && (long) attributes.get("rdev") == 0;
    }

    private static boolean isOpaque(Path directory) throws IOException {
        return Xattrs.get(directory, OPAQUE)
                .map(value -> value.length == 1 && value[0] == 'y')
                .orElse(false);
    }
}

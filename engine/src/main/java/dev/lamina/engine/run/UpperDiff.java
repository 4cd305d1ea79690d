package dev.lamina.engine.run;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import dev.lamina.engine.value.container.BindMount;
import dev.lamina.engine.value.container.ContainerChange;
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
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

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

    /// Both sides are gone through in the order of their names; what lies below is not copied for it.
    ///
    /// @return whether something below was left out
    private boolean compare(Path directory, @Nullable Node before, TreePath path)
            throws IOException {
        DirectoryNode below = before instanceof DirectoryNode node ? node : null;
        var hidden = below != null && isOpaque(directory) ? new Hidden(below, path) : null;
        boolean leftOut = false;
        for (Child child : children(directory)) {
            Optional<Node> old = below == null ? Optional.empty() : below.find(child.name);
            if (hidden != null) {
                hidden.addBefore(child.name);
            }
            leftOut |= compareChild(child.file, old.orElse(null), path.child(child.name));
        }
        if (hidden != null) {
            hidden.addRest();
        }
        return leftOut;
    }

    /// A file of the upper directory.
    private record Child(Name name, Path file) {}

    /// The names below an opaque directory: DELETED, unless the directory has something of that name.
    private final class Hidden {

        private final List<DirectoryNode.Child> children;
        private final TreePath path;
        private int next;

        Hidden(DirectoryNode below, TreePath path) {
            this.children = below.children();
            this.path = path;
        }

        /// Adds what comes before a name that the upper directory has.
        void addBefore(Name name) {
            int order = -1;
            while (next < children.size() && order < 0) {
                order = children.get(next).name().compareTo(name);
                if (order < 0) {
                    add();
                }
                next += order <= 0 ? 1 : 0;
            }
        }

        void addRest() {
            for (; next < children.size(); next++) {
                add();
            }
        }

        private void add() {
            changes.add(
                    new ContainerChange(
                            ContainerChange.Kind.DELETED, path.child(children.get(next).name())));
        }
    }

    private boolean compareChild(Path child, @Nullable Node before, TreePath path)
            throws IOException {
        if (isWhiteout(child)) {
            if (before != null) {
                changes.add(new ContainerChange(ContainerChange.Kind.DELETED, path));
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

    /// Returns what a directory has, sorted by name in byte order.
    private static List<Child> children(Path directory) throws IOException {
        List<Child> children = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
            for (Path entry : entries) {
                children.add(new Child(RawName.of(entry), entry));
            }
        }
        children.sort(Comparator.comparing(Child::name));
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

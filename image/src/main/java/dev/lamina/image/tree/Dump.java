package dev.lamina.image.tree;

import dev.lamina.image.TreePath;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;

/// The text form of a tree: one line per node, in the order of [TreePath], as [DumpLine] has them.
///
/// Everything that stands for an image's files has the same form: a tree, an EROFS image, a
/// directory, a mount. Two of them are the same where their dumps are the same.
public final class Dump {

    /// Says of regular files only how large they are.
    public static final Contents SIZES = file -> file.size() + " bytes";

    private final Contents contents;
    private final Appendable out;
    private final Map<Node, TreePath> firstPaths = new HashMap<>();

    private Dump(Contents contents, Appendable out) {
        this.contents = contents;
        this.out = out;
    }

    /// Says what the content of a regular file is, in one line.
    @FunctionalInterface
    public interface Contents {
        String of(FileNode file) throws IOException;
    }

    /// Opens the content of a regular file; who calls closes it.
    @FunctionalInterface
    public interface FileOpener {
        InputStream open(FileNode file) throws IOException;
    }

    /// Says size and SHA-256 of regular files, which are read whole.
    public static Contents digests(FileOpener files) {
        return file -> {
            try (InputStream content = files.open(file)) {
                return DumpLine.content(content);
            }
        };
    }

    /// Returns the dump of a tree, with a line feed after each line.
    public static String of(Tree tree, Contents contents) throws IOException {
        var text = new StringBuilder();
        write(tree, contents, text);
        return text.toString();
    }

    /// Returns the dump of a tree with the sizes of its files.
    public static String of(Tree tree) {
        try {
            return of(tree, SIZES);
        } catch (IOException e) {
            throw new UncheckedIOException("a text in memory has no I/O", e);
        }
    }

    /// Writes the dump of a tree, line by line.
    public static void write(Tree tree, Contents contents, Appendable out) throws IOException {
        new Dump(contents, out).write(TreePath.ROOT, tree.root());
    }

    private void write(TreePath path, Node node) throws IOException {
        out.append(line(path, node)).append('\n');
        if (node instanceof DirectoryNode directory) {
            for (DirectoryNode.Child child : directory.children()) {
                write(path.child(child.name()), child.node());
            }
        }
    }

    private String line(TreePath path, Node node) throws IOException {
        TreePath first = node.hasSeveralNames() ? firstPaths.putIfAbsent(node, path) : null;
        if (first != null) {
            return DumpLine.hardLink(path, first);
        }
        return switch (node) {
            case DirectoryNode directory -> DumpLine.directory(path, directory.attributes());
            case FileNode file -> DumpLine.file(path, file.attributes(), contents.of(file));
            case SymlinkNode link -> DumpLine.symlink(path, link.attributes(), link.target());
            case DeviceNode d ->
                    DumpLine.device(path, d.attributes(), d.block(), d.major(), d.minor());
            case FifoNode fifo -> DumpLine.fifo(path, fifo.attributes());
        };
    }
}

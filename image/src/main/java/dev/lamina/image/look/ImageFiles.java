package dev.lamina.image.look;

import dev.lamina.image.DiffId;
import dev.lamina.image.ImageFormatException;
import dev.lamina.image.NotFoundException;
import dev.lamina.image.TreePath;
import dev.lamina.image.layer.LayerEntry;
import dev.lamina.image.layer.LayerIndex;
import dev.lamina.image.tree.DirectoryNode;
import dev.lamina.image.tree.FileNode;
import dev.lamina.image.tree.Node;
import dev.lamina.image.tree.Tree;
import dev.lamina.image.tree.Union;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The merged files of one image for one platform, with the layer that each came from.
///
/// It holds the indexes of all layers and the merged tree: some hundred bytes of memory for each entry.
public final class ImageFiles {

    private final List<LayerIndex> layers;
    private final TarSource tars;
    private final Tree tree;

    /// @param layers lowest first
    /// @param tars   asked for those of these layers only
    /// @throws ImageFormatException if the layers do not fit on each other
    public ImageFiles(List<LayerIndex> layers, TarSource tars) throws ImageFormatException {
        this.layers = List.copyOf(layers);
        this.tars = tars;
        this.tree = Union.of(this.layers);
    }

    /// The merged files.
    public Tree tree() {
        return tree;
    }

    /// Returns what a directory holds.
    ///
    /// @param most rows, as far as somebody reads on
    /// @throws NotFoundException if there is no such directory
    public Listing list(TreePath directory, int most) throws NotFoundException {
        if (!(node(directory) instanceof DirectoryNode node)) {
            throw new NotFoundException("directory", directory.toString());
        }
        Map<TreePath, Integer> origins = origins(directory);
        var rows = new ArrayList<FileRow>();
        List<DirectoryNode.Child> children = node.children();
        for (DirectoryNode.Child child : children.subList(0, Math.min(most, children.size()))) {
            TreePath path = directory.child(child.name());
            rows.add(FileRows.of(path, child.node(), origins.getOrDefault(path, 0)));
        }
        return new Listing(rows, children.size());
    }

    /// Returns one node; no symbolic link is followed.
    ///
    /// @throws NotFoundException if there is none
    public FileRow find(TreePath path) throws NotFoundException {
        Node node = node(path);
        TreePath directory = path.isRoot() ? path : path.parent();
        return FileRows.of(path, node, origins(directory).getOrDefault(path, 0));
    }

    private Node node(TreePath path) throws NotFoundException {
        return tree.find(path).orElseThrow(() -> new NotFoundException("file", path.toString()));
    }

    /// Follows a path as a process in a container does: absolute targets of symbolic links are from the
    /// image's root, `..` never leads above it, and no more links are followed than
    /// [dev.lamina.image.tree.TreeLimits#MAX_LINKS].
    ///
    /// @throws NotFoundException if there is no such node
    public FollowedPath follow(TreePath path) throws IOException {
        FollowedPath.End end;
        try {
            TreePath real = tree.realPath(path);
            return new FollowedPath(find(real), FollowedPath.End.REACHED);
        } catch (NotFoundException e) {
            end = FollowedPath.End.MISSING;
        } catch (ImageFormatException e) {
            end = FollowedPath.End.LOOP;
        }
        return new FollowedPath(find(path), end);
    }

    /// Opens the content of a regular file; the caller closes it. The tar is read up to the file.
    ///
    /// @throws NotFoundException if there is no such regular file
    public InputStream open(TreePath path) throws IOException {
        if (!(node(path) instanceof FileNode file)) {
            throw new NotFoundException("regular file", path.toString());
        }
        return new FileInput(openTar(file.layer()), file.content());
    }

    InputStream openTar(DiffId layer) throws IOException {
        return tars.open(layer);
    }

    /// Returns how large the tars of the layers are, in bytes.
    Map<DiffId, Long> tarSizes() {
        var sizes = new HashMap<DiffId, Long>();
        layers.forEach(layer -> sizes.put(layer.diffId(), layer.tarSize()));
        return sizes;
    }

    /// Which layer named a path last, for the directory and what it holds.
    private Map<TreePath, Integer> origins(TreePath directory) {
        var origins = new HashMap<TreePath, Integer>();
        for (int i = 0; i < layers.size(); i++) {
            for (LayerEntry entry : layers.get(i).entries()) {
                if (isShown(entry, directory)) {
                    origins.put(entry.path(), i + 1);
                }
            }
        }
        return origins;
    }

    private static boolean isShown(LayerEntry entry, TreePath directory) {
        if (entry instanceof LayerEntry.Whiteout || entry instanceof LayerEntry.OpaqueWhiteout) {
            return false;
        }
        TreePath path = entry.path();
        return path.equals(directory)
                || path.depth() == directory.depth() + 1 && path.parent().equals(directory);
    }
}

package dev.lamina.hub.look;

import dev.lamina.image.Bytes;
import dev.lamina.image.DiffId;
import dev.lamina.image.Digest;
import dev.lamina.image.ImageConfig;
import dev.lamina.image.ImageFormatException;
import dev.lamina.image.Manifest;
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

/// One image for one platform.
///
/// What only the documents tell is there at once. The files need the indexes of all layers, which
/// are made on the first question.
public final class ImageLook {

    /// Of one directory.
    private static final int MAX_ROWS = 5_000;

    /// How much memory a row takes without its names.
    private static final long OF_ROW = 300;

    private final Digest digest;
    private final Manifest manifest;
    private final ImageConfig config;
    private final LayerIndexes indexes;

    private final LookTurns turns;
    private final KeptLooks kept;

    ImageLook(
            Digest digest,
            Manifest manifest,
            ImageConfig config,
            LayerIndexes indexes,
            LookTurns turns,
            KeptLooks kept) {
        this.kept = kept;
        this.digest = digest;
        this.manifest = manifest;
        this.config = config;
        this.indexes = indexes;
        this.turns = turns;
    }

    private record Listed(Digest image, TreePath directory) {}

    private record Followed(Digest image, TreePath path) {}

    private record Content(Digest image, TreePath path, int most) {}

    private static long weight(Listing listing) {
        return OF_ROW + listing.rows().stream().mapToLong(ImageLook::weight).sum();
    }

    private static long weight(FileRow row) {
        return OF_ROW
                + 4L * row.path().toString().length()
                + 2L * row.target().map(String::length).orElse(0);
    }

    /// The digest of the manifest.
    public Digest digest() {
        return digest;
    }

    public Manifest manifest() {
        return manifest;
    }

    public ImageConfig config() {
        return config;
    }

    /// Returns how the image was made, oldest step first.
    public List<ImageStep> steps() {
        return ImageSteps.of(config, manifest.layers());
    }

    /// Returns what a directory holds, as far as somebody reads on.
    ///
    /// @throws NotFoundException if there is no such directory
    /// @throws LookBusyException if others look into images
    public Listing list(TreePath directory) throws IOException {
        return kept.answer(
                new Listed(digest, directory),
                Listing.class,
                ImageLook::weight,
                () -> {
                    try (var _ = turns.forOne()) {
                        return list(layers(), directory);
                    }
                });
    }

    private static Listing list(List<LayerIndex> layers, TreePath directory) throws IOException {
        if (!(find(Union.of(layers), directory) instanceof DirectoryNode node)) {
            throw new NotFoundException("directory", directory.toString());
        }
        Map<TreePath, Integer> origins = origins(layers, directory);
        var rows = new ArrayList<FileRow>();
        List<DirectoryNode.Child> children = node.children();
        for (DirectoryNode.Child child : children.subList(0, Math.min(MAX_ROWS, children.size()))) {
            TreePath path = directory.child(child.name());
            rows.add(FileRows.of(path, child.node(), origins.getOrDefault(path, 0)));
        }
        return new Listing(rows, children.size());
    }

    /// Returns one node; no symbolic link is followed.
    ///
    /// @throws NotFoundException if there is none
    /// @throws LookBusyException if others look into images
    public FileRow find(TreePath path) throws IOException {
        try (var _ = turns.forOne()) {
            List<LayerIndex> layers = layers();
            return find(layers, Union.of(layers), path);
        }
    }

    private static FileRow find(List<LayerIndex> layers, Tree tree, TreePath path)
            throws IOException {
        Node node = find(tree, path);
        TreePath directory = path.isRoot() ? path : path.parent();
        return FileRows.of(path, node, origins(layers, directory).getOrDefault(path, 0));
    }

    private static Node find(Tree tree, TreePath path) throws NotFoundException {
        return tree.find(path).orElseThrow(() -> new NotFoundException("file", path.toString()));
    }

    /// Follows a path as a process in a container does: absolute targets of symbolic links are from the
    /// image's root, `..` never leads above it, and no more than [Tree#MAX_LINKS] links are followed.
    ///
    /// @throws NotFoundException if there is no such node
    /// @throws LookBusyException if others look into images
    public FollowedPath follow(TreePath path) throws IOException {
        return kept.answer(
                new Followed(digest, path),
                FollowedPath.class,
                found -> weight(found.row()),
                () -> search(path));
    }

    private FollowedPath search(TreePath path) throws IOException {
        try (var _ = turns.forOne()) {
            List<LayerIndex> layers = layers();
            Tree tree = Union.of(layers);
            FollowedPath.End end;
            try {
                TreePath real = tree.realPath(path);
                return new FollowedPath(find(layers, tree, real), FollowedPath.End.REACHED);
            } catch (NotFoundException e) {
                end = FollowedPath.End.MISSING;
            } catch (ImageFormatException e) {
                end = FollowedPath.End.LOOP;
            }
            return new FollowedPath(find(layers, tree, path), end);
        }
    }

    /// Returns the content of a regular file of at most some bytes.
    ///
    /// @throws NotFoundException if there is no such regular file
    /// @throws LookBusyException if others look into images
    public Bytes read(TreePath path, int most) throws IOException {
        return kept.answer(
                new Content(digest, path, most),
                Bytes.class,
                content -> OF_ROW + content.length(),
                () -> {
                    try (InputStream in = openFile(path)) {
                        return Bytes.of(in.readNBytes(most));
                    }
                });
    }

    /// Opens the content of a regular file; the caller closes it soon, for it keeps others from
    /// looking. The layer is inflated up to the file.
    ///
    /// @throws NotFoundException if there is no such regular file
    /// @throws LookBusyException if others look into images
    public InputStream openFile(TreePath path) throws IOException {
        LookTurns.Turn turn = turns.forOne();
        boolean done = false;
        try {
            if (!(find(tree(), path) instanceof FileNode file)) {
                throw new NotFoundException("regular file", path.toString());
            }
            var content = new FileInput(openTar(file.layer()), file.content(), turn);
            done = true;
            return content;
        } finally {
            if (!done) {
                turn.close();
            }
        }
    }

    /// Returns the merged files. The caller has a turn.
    Tree tree() throws IOException {
        return Union.of(layers());
    }

    /// Opens the tar of a layer. Layers of the same diffID are the same tar.
    InputStream openTar(DiffId layer) throws IOException {
        return indexes.openTar(manifest.layers().get(config.diffIds().indexOf(layer)));
    }

    /// Returns how large the tars of the layers are, in bytes. The caller has a turn.
    Map<DiffId, Long> tarSizes() throws IOException {
        var sizes = new HashMap<DiffId, Long>();
        layers().forEach(layer -> sizes.put(layer.diffId(), layer.tarSize()));
        return sizes;
    }

    LookTurns turns() {
        return turns;
    }

    KeptLooks kept() {
        return kept;
    }

    private List<LayerIndex> layers() throws IOException {
        return indexes.of(manifest.layers(), config.diffIds());
    }

    /// Which layer named a path last, for the directory and what it holds.
    private static Map<TreePath, Integer> origins(List<LayerIndex> layers, TreePath directory) {
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

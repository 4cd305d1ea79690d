package dev.lamina.hub.look;

import dev.lamina.image.Bytes;
import dev.lamina.image.DiffId;
import dev.lamina.image.Digest;
import dev.lamina.image.ImageConfig;
import dev.lamina.image.Manifest;
import dev.lamina.image.TreePath;
import dev.lamina.image.look.FileRow;
import dev.lamina.image.look.FollowedPath;
import dev.lamina.image.look.ImageDifference;
import dev.lamina.image.look.ImageFiles;
import dev.lamina.image.look.ImageStep;
import dev.lamina.image.look.ImageSteps;
import dev.lamina.image.look.Listing;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/// One image of a hub for one platform, into which one looks when it is one's turn. What was found is kept for a
/// while.
///
/// What only the documents tell is there at once. The files need the indexes of all layers, which
/// are made on the first question.
public final class ImageLook {

    /// Of one directory.
    private static final int MAX_ROWS = 5_000;

    /// Of the tars of one image that are read to compare its files with those of another, in bytes.
    private static final long MAX_READ = 4L << 30;

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

    private record Compared(Digest before, Digest after) {}

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
                LookWeights::of,
                () -> {
                    try (var _ = turns.forOne()) {
                        return files().list(directory, MAX_ROWS);
                    }
                });
    }

    /// Returns one node; no symbolic link is followed.
    ///
    /// @throws NotFoundException if there is none
    /// @throws LookBusyException if others look into images
    public FileRow find(TreePath path) throws IOException {
        try (var _ = turns.forOne()) {
            return files().find(path);
        }
    }

    /// Follows a path as a process in a container does, see [ImageFiles#follow].
    ///
    /// @throws NotFoundException if there is no such node
    /// @throws LookBusyException if others look into images
    public FollowedPath follow(TreePath path) throws IOException {
        return kept.answer(
                new Followed(digest, path),
                FollowedPath.class,
                LookWeights::of,
                () -> {
                    try (var _ = turns.forOne()) {
                        return files().follow(path);
                    }
                });
    }

    /// Returns the content of a regular file of at most some bytes.
    ///
    /// @throws NotFoundException if there is no such regular file
    /// @throws LookBusyException if others look into images
    public Bytes read(TreePath path, int most) throws IOException {
        return kept.answer(
                new Content(digest, path, most),
                Bytes.class,
                LookWeights::of,
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
            var content = new TurnInput(files().open(path), turn);
            done = true;
            return content;
        } finally {
            if (!done) {
                turn.close();
            }
        }
    }

    /// Compares this image with a later one. Files of the same size and attributes that lie in different layers
    /// are compared by their content.
    ///
    /// @throws LookBusyException if others look into images
    public ImageDifference compare(ImageLook later) throws IOException {
        return kept.answer(
                new Compared(digest, later.digest),
                ImageDifference.class,
                LookWeights::of,
                () -> {
                    try (var _ = turns.forTwo()) {
                        return ImageDifference.between(
                                config, files(), later.config, later.files(), MAX_READ);
                    }
                });
    }

    /// Returns the merged files. The caller has a turn.
    private ImageFiles files() throws IOException {
        return new ImageFiles(indexes.of(manifest.layers(), config.diffIds()), this::openTar);
    }

    /// Layers of the same diffID are the same tar.
    private InputStream openTar(DiffId layer) throws IOException {
        return indexes.openTar(manifest.layers().get(config.diffIds().indexOf(layer)));
    }
}

package dev.lamina.image.layer;

import dev.lamina.image.Attributes;
import dev.lamina.image.Bytes;
import dev.lamina.image.Name;
import dev.lamina.image.TreePath;
import dev.lamina.image.tar.TarEntry;
import dev.lamina.image.tar.TarFormat;
import dev.lamina.image.tar.TarWriter;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;

/// Writes a layer's tar, entry by entry.
///
/// The same entries give the same bytes, today and on any machine. Entries are written in the order
/// in which they come; directories should come before what they hold, and the target of a hard link
/// must come before the link. The stream stays the caller's to close.
public final class LayerWriter {

    private static final Bytes WHITEOUT_PREFIX = Bytes.utf8(".wh.");
    private static final Name OPAQUE_WHITEOUT = Name.of(".wh..wh..opq");

    /// Whiteouts have no attributes that mean anything; these are Docker's but for the time.
    private static final Attributes WHITEOUT_ATTRIBUTES = Attributes.of(0, 0, 0, Instant.EPOCH);

    private final TarWriter tar;

    /// The paths that hard links may refer to.
    private final Set<TreePath> linkable = new HashSet<>();

    /// Creates a writer at the start of a tar.
    public LayerWriter(OutputStream out) {
        this.tar = new TarWriter(out);
    }

    /// Writes one entry.
    ///
    /// @param content of a regular file, exactly as long as [FileContent#size] says, holes
    ///     included; of other entries it is not read. Where the entry's own segments point to does
    ///     not matter.
    /// @throws IOException              if there is less or more content
    /// @throws IllegalArgumentException if the entry cannot be in a layer, for instance because its
    ///     name is that of a whiteout
    public void add(LayerEntry entry, InputStream content) throws IOException {
        if (!(entry instanceof LayerEntry.OpaqueWhiteout)) {
            checkName(entry.path());
        }
        long size = entry instanceof LayerEntry.RegularFile file ? file.content().size() : 0;
        tar.add(tarEntry(entry, size), size > 0 ? content : InputStream.nullInputStream());
    }

    /// Writes an entry that has no content.
    ///
    /// @throws IllegalArgumentException if it is a regular file that is not empty
    public void add(LayerEntry entry) throws IOException {
        if (entry instanceof LayerEntry.RegularFile file && file.content().size() > 0) {
            throw new IllegalArgumentException(
                    entry.path() + ": expected an entry without content, got a file");
        }
        add(entry, InputStream.nullInputStream());
    }

    /// Ends the tar.
    public void finish() throws IOException {
        tar.finish();
    }

    private static void checkName(TreePath path) {
        if (!path.isRoot() && path.name().bytes().startsWith(WHITEOUT_PREFIX)) {
            throw new IllegalArgumentException(
                    path + ": expected a name that means no whiteout, got one");
        }
    }

    private TarEntry tarEntry(LayerEntry entry, long size) {
        return switch (entry) {
            case LayerEntry.RegularFile file ->
                    node(TarFormat.REGULAR, file.path(), file.attributes()).withSize(size);
            case LayerEntry.Directory directory ->
                    TarEntry.of(
                            TarFormat.DIRECTORY,
                            directoryText(directory.path()),
                            directory.attributes());
            case LayerEntry.Symlink link ->
                    node(TarFormat.SYMLINK, link.path(), link.attributes())
                            .withLinkName(link.target());
            case LayerEntry.HardLink link ->
                    node(TarFormat.HARD_LINK, checked(link).path(), link.attributes())
                            .withLinkName(text(link.target()));
            case LayerEntry.Device device ->
                    node(
                                    device.block()
                                            ? TarFormat.BLOCK_DEVICE
                                            : TarFormat.CHARACTER_DEVICE,
                                    device.path(),
                                    device.attributes())
                            .withDevice(device.major(), device.minor());
            case LayerEntry.Fifo fifo -> node(TarFormat.FIFO, fifo.path(), fifo.attributes());
            case LayerEntry.Whiteout whiteout ->
                    whiteout(
                            whiteout.path().parent(),
                            new Name(concat(WHITEOUT_PREFIX, whiteout.path().name().bytes())));
            case LayerEntry.OpaqueWhiteout whiteout -> whiteout(whiteout.path(), OPAQUE_WHITEOUT);
        };
    }

    private TarEntry node(byte type, TreePath path, Attributes attributes) {
        linkable.add(path);
        return TarEntry.of(type, text(path), attributes);
    }

    private static TarEntry whiteout(TreePath directory, Name name) {
        return TarEntry.of(TarFormat.REGULAR, text(directory.child(name)), WHITEOUT_ATTRIBUTES);
    }

    /// Directories end with a slash, as every tar writes them; the root is `./`.
    private static Bytes directoryText(TreePath path) {
        return path.isRoot() ? Bytes.utf8("./") : concat(text(path), Bytes.utf8("/"));
    }

    private static Bytes text(TreePath path) {
        Bytes name = path.name().bytes();
        return path.depth() == 1 ? name : concat(directoryText(path.parent()), name);
    }

    private static Bytes concat(Bytes first, Bytes second) {
        var joined = new byte[first.length() + second.length()];
        first.copyTo(joined, 0);
        second.copyTo(joined, first.length());
        return Bytes.of(joined);
    }

    private LayerEntry.HardLink checked(LayerEntry.HardLink link) {
        if (!linkable.contains(link.target())) {
            throw new IllegalArgumentException(
                    "hard link "
                            + link.path()
                            + ": expected a target that came before, got "
                            + link.target());
        }
        return link;
    }
}

package dev.lamina.image.erofs;

import dev.lamina.image.DiffId;
import dev.lamina.image.ImageFormatException;
import dev.lamina.image.tree.Tree;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.SequencedMap;

/// Writes a tree as an EROFS image that holds no file data: every file's chunks point into the tars
/// of its layers, which the kernel is given as devices.
///
/// The image is written from its beginning to its end, and is never in memory.
///
/// The same tree and layers give the same bytes. The image needs Linux 6.4, where blocks may be
/// smaller than a page.
public final class ErofsWriter {

    private static final int BUFFER_SIZE = 64 << 10;

    private ErofsWriter() {}

    /// Writes the image.
    ///
    /// @param layers the size in bytes of each layer's tar, in the order of the device table
    /// @throws ImageFormatException if the tree cannot be an EROFS image: a sparse file whose pieces
    ///     do not lie on 512-byte borders, a tar above 2 TiB
    /// @throws IllegalArgumentException if a file lies in a layer that is not among `layers`
    public static void write(Tree tree, SequencedMap<DiffId, Long> layers, OutputStream out)
            throws IOException {
        var devices = new DeviceTable(layers);
        Layout layout = Layout.of(tree, devices);
        byte[] head = new byte[layout.metaStart()];
        devices.write(head);
        Superblock.write(layout, devices.count(), head);
        var buffered = new BufferedOutputStream(out, BUFFER_SIZE);
        var image = new PaddedOutput(buffered);
        image.write(head);
        new InodeTable(layout, devices, image).write();
        buffered.flush();
    }
}

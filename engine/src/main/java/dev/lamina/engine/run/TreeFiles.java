package dev.lamina.engine.run;

import dev.lamina.engine.store.Store;
import dev.lamina.image.ImageFormatException;
import dev.lamina.image.NotFoundException;
import dev.lamina.image.TreePath;
import dev.lamina.image.layer.FileContent;
import dev.lamina.image.tree.FileNode;
import dev.lamina.image.tree.Node;
import dev.lamina.image.tree.Tree;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Optional;

/// Files of an image that is not mounted, read out of the tars of its layers.
final class TreeFiles implements ImageFiles {

    private final Tree tree;
    private final Store store;

    /// @param store has all layers of the tree
    TreeFiles(Tree tree, Store store) {
        this.tree = tree;
        this.store = store;
    }

    @Override
    public Optional<byte[]> read(TreePath path) throws IOException {
        Optional<FileNode> found = find(path);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        FileNode file = found.get();
        long size = file.content().size();
        if (size > MAX_SIZE) {
            throw new ImageFormatException(
                    path.toString(),
                    -1,
                    "size: expected at most " + MAX_SIZE + " bytes, got " + size);
        }
        return Optional.of(read(store.tar(file.layer()), file.content()));
    }

    private Optional<FileNode> find(TreePath path) throws ImageFormatException {
        try {
            Node node = tree.resolve(path);
            return node instanceof FileNode file ? Optional.of(file) : Optional.empty();
        } catch (NotFoundException e) {
            return Optional.empty();
        }
    }

    private static byte[] read(Path tar, FileContent content) throws IOException {
        var bytes = new byte[Math.toIntExact(content.size())];
        try (FileChannel channel = FileChannel.open(tar)) {
            for (FileContent.Segment segment : content.segments()) {
                var target =
                        ByteBuffer.wrap(bytes, (int) segment.position(), (int) segment.length());
                long position = segment.tarOffset();
                while (target.hasRemaining()) {
                    int count = channel.read(target, position);
                    if (count < 0) {
                        throw new EOFException("layer, " + tar + ": ends within a file");
                    }
                    position += count;
                }
            }
        }
        return bytes;
    }
}

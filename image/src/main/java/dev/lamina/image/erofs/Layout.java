package dev.lamina.image.erofs;

import dev.lamina.image.Bytes;
import dev.lamina.image.ImageFormatException;
import dev.lamina.image.Name;
import dev.lamina.image.tree.DeviceNode;
import dev.lamina.image.tree.DirectoryNode;
import dev.lamina.image.tree.FileNode;
import dev.lamina.image.tree.Node;
import dev.lamina.image.tree.SymlinkNode;
import dev.lamina.image.tree.Tree;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/// Where everything lies in the image: superblock, device table, inodes, then the data of
/// directories and symbolic links that do not fit beside their inodes.
final class Layout {

    private static final Bytes SELF = Bytes.utf8(".");
    private static final Bytes PARENT = Bytes.utf8("..");

    private final List<Inode> inodes = new ArrayList<>();
    private final List<@Nullable List<DirectoryBlocks.Entry>> directories = new ArrayList<>();
    private final Map<Node, Integer> numbers = new IdentityHashMap<>();
    private final int metaStart;
    private int size;

    private Layout(int metaStart) {
        this.metaStart = metaStart;
    }

    /// Lays out a tree behind a device table.
    static Layout of(Tree tree, DeviceTable devices) throws ImageFormatException {
        var layout = new Layout(roundUp(devices.end(), ErofsFormat.BLOCK_SIZE));
        layout.collect(tree.root());
        layout.place();
        return layout;
    }

    /// All inodes in the order of the image; the root is the first.
    List<Inode> inodes() {
        return inodes;
    }

    /// The entries of a directory; null for other nodes.
    @Nullable List<DirectoryBlocks.Entry> entries(int inode) {
        return inode < directories.size() ? directories.get(inode) : null;
    }

    /// Where the inodes begin, in bytes; a multiple of the block size.
    int metaStart() {
        return metaStart;
    }

    /// The size of the image in bytes.
    int size() {
        return size;
    }

    /// An inode's number on disk.
    long number(int inode) {
        return (inodes.get(inode).position - metaStart) / ErofsFormat.INODE_SLOT_SIZE;
    }

    private void collect(DirectoryNode root) {
        add(root);
        for (int i = 0; i < inodes.size(); i++) {
            Inode inode = inodes.get(i);
            directories.add(
                    inode.node instanceof DirectoryNode directory ? entries(i, directory) : null);
        }
    }

    private List<DirectoryBlocks.Entry> entries(int number, DirectoryNode directory) {
        Inode inode = inodes.get(number);
        inode.links = 2;
        var entries = new ArrayList<DirectoryBlocks.Entry>(directory.children().size() + 2);
        entries.add(new DirectoryBlocks.Entry(SELF, number, ErofsFormat.TYPE_DIRECTORY));
        entries.add(new DirectoryBlocks.Entry(PARENT, inode.parent, ErofsFormat.TYPE_DIRECTORY));
        for (Map.Entry<Name, Node> child : directory.children().entrySet()) {
            Node node = child.getValue();
            int childNumber = number(node);
            if (node instanceof DirectoryNode) {
                inodes.get(childNumber).parent = number;
                inode.links++;
            } else {
                inodes.get(childNumber).links++;
            }
            entries.add(new DirectoryBlocks.Entry(child.getKey().bytes(), childNumber, type(node)));
        }
        // Names such as "!" and "-" sort before "." and "..".
        entries.sort((a, b) -> a.name().compareTo(b.name()));
        return entries;
    }

    private int number(Node node) {
        Integer known = node instanceof DirectoryNode ? null : numbers.get(node);
        return known == null ? add(node) : known;
    }

    private int add(Node node) {
        int number = inodes.size();
        inodes.add(new Inode(node));
        if (!(node instanceof DirectoryNode)) {
            numbers.put(node, number);
        }
        return number;
    }

    private void place() throws ImageFormatException {
        long position = metaStart;
        for (int i = 0; i < inodes.size(); i++) {
            Inode inode = inodes.get(i);
            measure(inode, i);
            if (inode.inline && crossesBlock(position, inode)) {
                position = roundUp(position, ErofsFormat.BLOCK_SIZE);
            }
            inode.position = checked(position);
            position = inode.tailPosition() + (long) inode.tailSize;
            position = roundUp(position, ErofsFormat.INODE_SLOT_SIZE);
        }
        position = roundUp(position, ErofsFormat.BLOCK_SIZE);
        for (Inode inode : inodes) {
            if (inode.dataSize > 0 && !inode.inline) {
                inode.dataBlock = checked(position) / ErofsFormat.BLOCK_SIZE;
                position = roundUp(position + inode.dataSize, ErofsFormat.BLOCK_SIZE);
            }
        }
        size = checked(position);
    }

    private void measure(Inode inode, int number) throws ImageFormatException {
        inode.xattrSize = XattrBlock.size(inode.node.attributes().xattrs());
        if (inode.node instanceof FileNode file) {
            inode.chunks = Chunks.of(file.content());
            inode.tailSize = inode.chunks.indexSize();
            return;
        }
        if (inode.node instanceof DirectoryNode) {
            inode.dataSize = DirectoryBlocks.size(directories.get(number));
        } else if (inode.node instanceof SymlinkNode link) {
            inode.dataSize = link.target().length();
        }
        inode.inline =
                inode.dataSize > 0
                        && ErofsFormat.INODE_SIZE + inode.xattrSize + inode.dataSize
                                <= ErofsFormat.BLOCK_SIZE;
        inode.tailSize = inode.inline ? inode.dataSize : 0;
    }

    /// The kernel takes inline data only if it lies in one block.
    private static boolean crossesBlock(long position, Inode inode) {
        long end =
                position % ErofsFormat.BLOCK_SIZE
                        + ErofsFormat.INODE_SIZE
                        + inode.xattrSize
                        + inode.dataSize;
        return end > ErofsFormat.BLOCK_SIZE;
    }

    private static int checked(long position) throws ImageFormatException {
        if (position > ErofsLimits.MAX_IMAGE_SIZE) {
            throw new ImageFormatException(
                    "EROFS image",
                    -1,
                    "expected at most " + ErofsLimits.MAX_IMAGE_SIZE + " bytes, got " + position);
        }
        return (int) position;
    }

    /// The `file_type` of a directory entry for a node.
    static int type(Node node) {
        if (node instanceof FileNode) {
            return ErofsFormat.TYPE_FILE;
        } else if (node instanceof DirectoryNode) {
            return ErofsFormat.TYPE_DIRECTORY;
        } else if (node instanceof SymlinkNode) {
            return ErofsFormat.TYPE_SYMLINK;
        } else if (node instanceof DeviceNode device) {
            return device.block()
                    ? ErofsFormat.TYPE_BLOCK_DEVICE
                    : ErofsFormat.TYPE_CHARACTER_DEVICE;
        }
        return ErofsFormat.TYPE_FIFO;
    }

    private static int roundUp(int value, int unit) {
        return (int) roundUp((long) value, unit);
    }

    private static long roundUp(long value, int unit) {
        return (value + unit - 1) / unit * unit;
    }
}

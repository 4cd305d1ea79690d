package dev.lamina.image.erofs;

import dev.lamina.image.ImageFormatException;
import dev.lamina.image.compact.IntColumn;
import dev.lamina.image.tree.DirectoryNode;
import dev.lamina.image.tree.Node;
import dev.lamina.image.tree.Tree;

/// The places of everything in the image: superblock, device table, inodes, then the data of
/// directories and symbolic links that do not fit beside their inodes. It keeps 24 bytes for each node.
final class Layout {

    private final Tree tree;
    private final int metaStart;

    /// By inode, in the order of the image: the node.
    private final IntColumn nodes = new IntColumn();

    /// By node: its inode and one, or zero as long as it has none.
    private final IntColumn inodes = new IntColumn();

    /// By inode: its number on disk, how many names it has, the first block of its data, and for a
    /// directory the inode of the one above.
    private final IntColumn numbers = new IntColumn();

    private final IntColumn links = new IntColumn();
    private final IntColumn blocks = new IntColumn();
    private final IntColumn parents = new IntColumn();
    private long size;

    private Layout(Tree tree, int metaStart) {
        this.tree = tree;
        this.metaStart = metaStart;
    }

    /// Lays out a tree behind a device table.
    static Layout of(Tree tree, DeviceTable devices) throws ImageFormatException {
        var layout = new Layout(tree, (int) roundUp(devices.end(), ErofsFormat.BLOCK_SIZE));
        layout.collect();
        layout.place();
        return layout;
    }

    /// Returns the number of inodes. The root is the first.
    int count() {
        return nodes.size();
    }

    Node node(int inode) {
        return tree.node(nodes.get(inode));
    }

    /// Returns the inode of a node.
    int inode(Node node) {
        return inodes.get(node.number()) - 1;
    }

    /// Returns the start of the inodes, in bytes; a multiple of the block size.
    int metaStart() {
        return metaStart;
    }

    /// The size of the image in bytes.
    long size() {
        return size;
    }

    /// An inode's number on disk.
    long number(int inode) {
        return numbers.get(inode) & 0xFFFF_FFFFL;
    }

    /// Returns the start of an inode, in bytes from the start of the image.
    long position(int inode) {
        return metaStart + number(inode) * ErofsFormat.INODE_SLOT_SIZE;
    }

    /// Returns the number of names of an inode; for a directory 2 and one for each directory in it.
    int links(int inode) {
        return links.get(inode);
    }

    /// The first block of an inode's data, if that is not inline; else 0.
    int block(int inode) {
        return blocks.get(inode);
    }

    /// The inode of the directory that holds this directory; the root is its own.
    int parent(int inode) {
        return parents.get(inode);
    }

    private void collect() {
        for (int i = 0; i < tree.bound(); i++) {
            inodes.add(0);
        }
        add(tree.root(), 0);
        for (int i = 0; i < nodes.size(); i++) {
            if (node(i) instanceof DirectoryNode directory) {
                links.set(i, links.get(i) + 1);
                for (DirectoryNode.Child child : directory.children()) {
                    collect(child.node(), i);
                }
            }
        }
    }

    private void collect(Node child, int directory) {
        if (child instanceof DirectoryNode) {
            links.set(directory, links.get(directory) + 1);
            add(child, directory);
        } else if (inodes.get(child.number()) == 0) {
            add(child, 0);
        } else {
            int inode = inode(child);
            links.set(inode, links.get(inode) + 1);
        }
    }

    private void add(Node node, int parent) {
        int inode = nodes.add(node.number());
        inodes.set(node.number(), inode + 1);
        links.add(1);
        parents.add(parent);
    }

    private void place() throws ImageFormatException {
        long position = metaStart;
        for (int i = 0; i < count(); i++) {
            Inode inode = Inode.of(node(i));
            if (inode.inline() && crossesBlock(position, inode)) {
                position = roundUp(position, ErofsFormat.BLOCK_SIZE);
            }
            numbers.add((int) ((position - metaStart) / ErofsFormat.INODE_SLOT_SIZE));
            blocks.add(inode.hasBlocks() ? 1 : 0);
            position = roundUp(position + inode.size(), ErofsFormat.INODE_SLOT_SIZE);
            check(position);
        }
        position = roundUp(position, ErofsFormat.BLOCK_SIZE);
        for (int i = 0; i < count(); i++) {
            if (blocks.get(i) > 0) {
                blocks.set(i, (int) (position / ErofsFormat.BLOCK_SIZE));
                position += roundUp(Inode.of(node(i)).dataSize(), ErofsFormat.BLOCK_SIZE);
                check(position);
            }
        }
        size = position;
    }

    /// The kernel takes inline data only if it lies in one block.
    private static boolean crossesBlock(long position, Inode inode) {
        return position % ErofsFormat.BLOCK_SIZE + inode.size() > ErofsFormat.BLOCK_SIZE;
    }

    private static void check(long position) throws ImageFormatException {
        if (position > ErofsLimits.MAX_IMAGE_SIZE) {
            throw new ImageFormatException(
                    "EROFS image",
                    -1,
                    "expected at most " + ErofsLimits.MAX_IMAGE_SIZE + " bytes, got more");
        }
    }

    private static long roundUp(long value, int unit) {
        return (value + unit - 1) / unit * unit;
    }
}

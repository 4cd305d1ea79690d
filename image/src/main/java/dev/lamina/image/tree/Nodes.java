package dev.lamina.image.tree;

import dev.lamina.image.Attributes;
import dev.lamina.image.Bytes;
import dev.lamina.image.DiffId;
import dev.lamina.image.compact.ByteColumn;
import dev.lamina.image.compact.IntColumn;
import dev.lamina.image.layer.AttributesTable;
import dev.lamina.image.layer.FileContent;

import java.util.BitSet;

/// All nodes of one tree, a row for each. With its name a file takes some 70 bytes, and 35 more if its
/// attributes are like no other's. (Objects would take ten times that.)
///
/// It grows while layers are applied, in one thread. [#finish] sorts all directories; after that any
/// thread may read it.
final class Nodes {

    static final int DIRECTORY = 0;
    static final int FILE = 1;
    static final int SYMLINK = 2;
    static final int CHARACTER_DEVICE = 3;
    static final int BLOCK_DEVICE = 4;
    static final int FIFO = 5;

    /// Of the numbers of a device, as Linux has them.
    static final int MINOR_BITS = 20;

    private static final int KIND_BITS = 3;

    /// The number of the attributes of directories that no layer names.
    private static final int UNNAMED = 0;

    /// Kind and number of attributes.
    private final IntColumn heads = new IntColumn();

    /// By kind: the number of the directory, the row of the content, the position of the target, or
    /// the numbers of the device.
    private final IntColumn data = new IntColumn();

    private final AttributesTable attributes = new AttributesTable();
    private final Directories directories = new Directories();
    private final Contents contents = new Contents();
    private final ByteColumn targets = new ByteColumn();
    private final BitSet severalNames = new BitSet();

    Nodes() {
        attributes.append(Union.UNNAMED_DIRECTORY);
    }

    /// Returns the number of nodes that were added.
    int count() {
        return heads.size();
    }

    /// The bytes of all names, targets, contents and attributes.
    long size() {
        return directories.textSize() + contents.size() + targets.size() + attributes.size();
    }

    /// Adds a directory that no layer has named yet.
    DirectoryNode directory(int depth) {
        return new DirectoryNode(this, add(DIRECTORY, UNNAMED, directories.add(depth)));
    }

    FileNode file(Attributes of, DiffId layer, FileContent content) {
        return new FileNode(this, add(FILE, attributes.number(of), contents.add(layer, content)));
    }

    SymlinkNode symlink(Attributes of, Bytes target) {
        return new SymlinkNode(this, add(SYMLINK, attributes.number(of), addTarget(target)));
    }

    private int addTarget(Bytes target) {
        int length = target.length();
        var text = new byte[2 + length];
        text[0] = (byte) length;
        text[1] = (byte) (length >> Byte.SIZE);
        target.copyTo(text, 2);
        return targets.add(text, 0, text.length);
    }

    DeviceNode device(Attributes of, boolean block, int major, int minor) {
        int kind = block ? BLOCK_DEVICE : CHARACTER_DEVICE;
        return new DeviceNode(this, add(kind, attributes.number(of), major << MINOR_BITS | minor));
    }

    FifoNode fifo(Attributes of) {
        return new FifoNode(this, add(FIFO, attributes.number(of), 0));
    }

    /// Adds a copy of a node of another tree, a directory without what it holds, and returns its number.
    int addLike(Nodes other, int number) {
        int value = other.data(number);
        int copy =
                switch (other.kind(number)) {
                    case DIRECTORY -> directories.add(other.directories.depth(value));
                    case FILE ->
                            contents.add(other.contents.layer(value), other.contents.get(value));
                    case SYMLINK -> addTarget(other.target(value));
                    default -> value;
                };
        int of = other.isNamed(number) ? attributes.number(other.attributes(number)) : UNNAMED;
        return add(other.kind(number), of, copy);
    }

    private int add(int kind, int attributesNumber, int value) {
        heads.add(attributesNumber << KIND_BITS | kind);
        return data.add(value);
    }

    /// Returns a view of a node.
    Node node(int number) {
        return switch (kind(number)) {
            case DIRECTORY -> new DirectoryNode(this, number);
            case FILE -> new FileNode(this, number);
            case SYMLINK -> new SymlinkNode(this, number);
            case FIFO -> new FifoNode(this, number);
            default -> new DeviceNode(this, number);
        };
    }

    int kind(int number) {
        return heads.get(number) & (1 << KIND_BITS) - 1;
    }

    boolean isDirectory(int number) {
        return kind(number) == DIRECTORY;
    }

    boolean isNamed(int number) {
        return heads.get(number) >>> KIND_BITS != UNNAMED;
    }

    Attributes attributes(int number) {
        return attributes.get(heads.get(number) >>> KIND_BITS);
    }

    void setAttributes(int number, Attributes of) {
        heads.set(number, attributes.number(of) << KIND_BITS | kind(number));
    }

    int data(int number) {
        return data.get(number);
    }

    void setData(int number, int value) {
        data.set(number, value);
    }

    Directories directories() {
        return directories;
    }

    Contents contents() {
        return contents;
    }

    Bytes target(int position) {
        byte[] page = targets.page(position);
        int at = ByteColumn.offset(position);
        int length = page[at] & 0xff | (page[at + 1] & 0xff) << Byte.SIZE;
        return Bytes.of(page, at + 2, length);
    }

    boolean hasSeveralNames(int number) {
        return severalNames.get(number);
    }

    /// Ends the growth of a tree: sorts what its root leads to, and gives back what only growing needs.
    void finish(DirectoryNode root) {
        var reached = new BitSet(count());
        var waiting = new IntColumn();
        waiting.add(root.number);
        for (int i = 0; i < waiting.size(); i++) {
            int directory = data(waiting.get(i));
            directories.sort(directory);
            for (int child = 0; child < directories.size(directory); child++) {
                int node = directories.node(directories.entry(directory, child));
                if (isDirectory(node)) {
                    waiting.add(node);
                } else if (reached.get(node)) {
                    severalNames.set(node);
                } else {
                    reached.set(node);
                }
            }
        }
        directories.finish();
        attributes.seal();
    }
}

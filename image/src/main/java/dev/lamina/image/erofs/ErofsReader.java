package dev.lamina.image.erofs;

import dev.lamina.image.Bytes;
import dev.lamina.image.DiffId;
import dev.lamina.image.ImageFormatException;
import dev.lamina.image.Name;
import dev.lamina.image.tree.DeviceNode;
import dev.lamina.image.tree.DirectoryNode;
import dev.lamina.image.tree.FifoNode;
import dev.lamina.image.tree.Node;
import dev.lamina.image.tree.SymlinkNode;
import dev.lamina.image.tree.Tree;
import dev.lamina.image.tree.TreeLimits;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Reads an EROFS image of [ErofsWriter] back, to check or show it. Of EROFS it knows the profile of
/// `docs/formats/erofs-profile.md` and nothing more, and refuses all else.
///
/// Whatever the bytes are, reading ends, and takes memory in proportion to the image: no byte may be
/// part of two records.
public final class ErofsReader {

    private final ImageBytes image;
    private final SuperblockRecord superblock;
    private final InodeReader inodes;
    private final ChunkReader chunks;
    private final Map<Long, Node> nodes = new HashMap<>();
    private final Map<Long, Integer> names = new HashMap<>();
    private final Map<Long, Integer> links = new HashMap<>();

    private ErofsReader(ImageBytes image, List<DiffId> layers) throws ImageFormatException {
        this.image = image;
        this.superblock = Superblock.read(image);
        List<Long> blocks = DeviceTable.read(image, layers, superblock.devices());
        this.inodes = new InodeReader(image, superblock);
        this.chunks = new ChunkReader(image, layers, blocks);
    }

    /// Reads an image.
    ///
    /// @param source what the bytes are, for error messages
    /// @param layers whose tars are the devices, in the order of the device table
    public static Tree read(Bytes image, String source, List<DiffId> layers)
            throws ImageFormatException {
        var reader = new ErofsReader(new ImageBytes(image.toArray(), source), layers);
        return reader.tree();
    }

    private Tree tree() throws ImageFormatException {
        long root = superblock.root();
        InodeRecord inode = inodes.read(root);
        if (inode.kind() != ErofsFormat.MODE_DIRECTORY) {
            throw image.fault(inode.position(), "root: expected a directory");
        }
        links.put(root, inode.links());
        var tree = new Tree(directory(root, root, inode, 0));
        checkCounts();
        image.checkRest();
        return tree;
    }

    private void checkCounts() throws ImageFormatException {
        for (Map.Entry<Long, Integer> inode : links.entrySet()) {
            String what = "links of inode " + inode.getKey();
            image.check(names.getOrDefault(inode.getKey(), 0), inode.getValue(), -1, what);
        }
        image.check(links.size(), superblock.inodes(), -1, "inodes");
    }

    private DirectoryNode directory(long number, long parent, InodeRecord inode, int depth)
            throws ImageFormatException {
        if (depth > TreeLimits.MAX_DEPTH) {
            throw image.fault(
                    inode.position(),
                    "depth: expected at most " + TreeLimits.MAX_DEPTH + " directories");
        }
        names.merge(number, 2, Integer::sum);
        var children = new TreeMap<Name, Node>();
        for (DirectoryReader.Entry entry : new DirectoryReader(image, inode).read(number, parent)) {
            children.put(entry.name(), node(entry, number, depth));
        }
        return new DirectoryNode(inode.attributes(), children);
    }

    private Node node(DirectoryReader.Entry entry, long directory, int depth)
            throws ImageFormatException {
        long number = entry.inode();
        Node known = nodes.get(number);
        boolean isDirectory = entry.type() == ErofsFormat.TYPE_DIRECTORY;
        if (known == null) {
            InodeRecord inode = inodes.read(number);
            if (links.put(number, inode.links()) != null) {
                throw image.fault(inode.position(), "directory: expected one name, got two");
            }
            if (isDirectory && inode.kind() == ErofsFormat.MODE_DIRECTORY) {
                known = directory(number, directory, inode, depth + 1);
            } else {
                known = leaf(inode);
                nodes.put(number, known);
            }
        }
        names.merge(isDirectory ? directory : number, 1, Integer::sum);
        image.check(Layout.type(known), entry.type(), -1, "type of " + entry.name());
        return known;
    }

    private Node leaf(InodeRecord inode) throws ImageFormatException {
        return switch (inode.kind()) {
            case ErofsFormat.MODE_FILE -> chunks.file(inode);
            case ErofsFormat.MODE_SYMLINK -> symlink(inode);
            case ErofsFormat.MODE_FIFO -> new FifoNode(inode.attributes());
            case ErofsFormat.MODE_CHARACTER_DEVICE -> device(inode, false);
            case ErofsFormat.MODE_BLOCK_DEVICE -> device(inode, true);
            default -> throw image.fault(inode.position(), "expected no second directory");
        };
    }

    private SymlinkNode symlink(InodeRecord inode) throws ImageFormatException {
        Bytes target = image.bytes(inode.data(), inode.dataSize());
        if (target.isEmpty() || target.length() >= 4096 || target.contains((byte) 0)) {
            throw image.fault(
                    inode.data(), "symbolic link: expected a target of 1 to 4,095 bytes, no NUL");
        }
        return new SymlinkNode(inode.attributes(), target);
    }

    private static DeviceNode device(InodeRecord inode, boolean block) {
        int number = inode.union();
        int minor = number & 0xff | number >>> 12 & ~0xff;
        return new DeviceNode(inode.attributes(), block, number >>> 8 & 0xfff, minor);
    }
}

package dev.lamina.image.erofs;

import dev.lamina.image.Attributes;
import dev.lamina.image.Bytes;
import dev.lamina.image.DiffId;
import dev.lamina.image.ImageFormatException;
import dev.lamina.image.Name;
import dev.lamina.image.tree.DirectoryNode;
import dev.lamina.image.tree.Node;
import dev.lamina.image.tree.Tree;
import dev.lamina.image.tree.TreeBuilder;
import dev.lamina.image.tree.TreeLimits;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

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
    private TreeBuilder builder = new TreeBuilder(Attributes.of(0, 0, 0, Instant.EPOCH));

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
        builder = new TreeBuilder(inode.attributes());
        fill(builder.root(), root, root, inode, 0);
        checkCounts();
        image.checkRest();
        return builder.finish();
    }

    private void checkCounts() throws ImageFormatException {
        for (Map.Entry<Long, Integer> inode : links.entrySet()) {
            String what = "links of inode " + inode.getKey();
            image.check(names.getOrDefault(inode.getKey(), 0), inode.getValue(), -1, what);
        }
        image.check(links.size(), superblock.inodes(), -1, "inodes");
    }

    private void fill(
            DirectoryNode directory, long number, long parent, InodeRecord inode, int depth)
            throws ImageFormatException {
        if (depth > TreeLimits.MAX_DEPTH) {
            throw image.fault(
                    inode.position(),
                    "depth: expected at most " + TreeLimits.MAX_DEPTH + " directories");
        }
        names.merge(number, 2, Integer::sum);
        for (DirectoryReader.Entry entry : new DirectoryReader(image, inode).read(number, parent)) {
            Node node = child(directory, entry, number, depth);
            image.check(InodeKind.of(node).type(), entry.type(), -1, "type of " + entry.name());
        }
    }

    private Node child(
            DirectoryNode directory, DirectoryReader.Entry entry, long directoryNumber, int depth)
            throws ImageFormatException {
        long number = entry.inode();
        Node known = nodes.get(number);
        boolean isDirectory = entry.type() == ErofsFormat.TYPE_DIRECTORY;
        names.merge(isDirectory ? directoryNumber : number, 1, Integer::sum);
        if (known != null) {
            builder.addName(directory, entry.name(), known);
            return known;
        }
        InodeRecord inode = inodes.read(number);
        if (links.put(number, inode.links()) != null) {
            throw image.fault(inode.position(), "directory: expected one name, got two");
        }
        if (isDirectory && inode.kind() == ErofsFormat.MODE_DIRECTORY) {
            DirectoryNode child = builder.addDirectory(directory, entry.name(), inode.attributes());
            fill(child, number, directoryNumber, inode, depth + 1);
            return child;
        }
        Node leaf = leaf(directory, entry.name(), inode);
        nodes.put(number, leaf);
        return leaf;
    }

    private Node leaf(DirectoryNode directory, Name name, InodeRecord inode)
            throws ImageFormatException {
        return switch (inode.kind()) {
            case ErofsFormat.MODE_FILE -> file(directory, name, inode);
            case ErofsFormat.MODE_SYMLINK ->
                    builder.addSymlink(directory, name, inode.attributes(), target(inode));
            case ErofsFormat.MODE_FIFO -> builder.addFifo(directory, name, inode.attributes());
            case ErofsFormat.MODE_CHARACTER_DEVICE -> device(directory, name, inode, false);
            case ErofsFormat.MODE_BLOCK_DEVICE -> device(directory, name, inode, true);
            default -> throw image.fault(inode.position(), "expected no second directory");
        };
    }

    private Node file(DirectoryNode directory, Name name, InodeRecord inode)
            throws ImageFormatException {
        ChunkReader.Place place = chunks.place(inode);
        return builder.addFile(directory, name, inode.attributes(), place.layer(), place.content());
    }

    private Bytes target(InodeRecord inode) throws ImageFormatException {
        Bytes target = image.bytes(inode.data(), inode.dataSize());
        if (target.isEmpty() || target.length() >= 4096 || target.contains((byte) 0)) {
            throw image.fault(
                    inode.data(), "symbolic link: expected a target of 1 to 4,095 bytes, no NUL");
        }
        return target;
    }

    private Node device(DirectoryNode directory, Name name, InodeRecord inode, boolean block) {
        int number = inode.union();
        int minor = number & 0xff | number >>> 12 & ~0xff;
        return builder.addDevice(
                directory, name, inode.attributes(), block, number >>> 8 & 0xfff, minor);
    }
}

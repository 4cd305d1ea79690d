package dev.lamina.image.tree;

import dev.lamina.image.Attributes;
import dev.lamina.image.Bytes;
import dev.lamina.image.DiffId;
import dev.lamina.image.Name;
import dev.lamina.image.layer.FileContent;

/// Makes a tree node by node, for what reads one from somewhere else than layers. Not for use by
/// several threads, nor after [#finish].
public final class TreeBuilder {

    private final Nodes nodes = new Nodes();
    private final DirectoryNode root = nodes.directory(0);

    /// Begins with a root.
    public TreeBuilder(Attributes attributes) {
        root.setAttributes(attributes);
    }

    public DirectoryNode root() {
        return root;
    }

    public DirectoryNode addDirectory(DirectoryNode parent, Name name, Attributes attributes) {
        DirectoryNode directory = nodes.directory(parent.depth() + 1);
        directory.setAttributes(attributes);
        parent.put(name, directory);
        return directory;
    }

    public FileNode addFile(
            DirectoryNode parent,
            Name name,
            Attributes attributes,
            DiffId layer,
            FileContent content) {
        FileNode file = nodes.file(attributes, layer, content);
        parent.put(name, file);
        return file;
    }

    public SymlinkNode addSymlink(
            DirectoryNode parent, Name name, Attributes attributes, Bytes target) {
        SymlinkNode link = nodes.symlink(attributes, target);
        parent.put(name, link);
        return link;
    }

    public DeviceNode addDevice(
            DirectoryNode parent,
            Name name,
            Attributes attributes,
            boolean block,
            int major,
            int minor) {
        DeviceNode device = nodes.device(attributes, block, major, minor);
        parent.put(name, device);
        return device;
    }

    public FifoNode addFifo(DirectoryNode parent, Name name, Attributes attributes) {
        FifoNode fifo = nodes.fifo(attributes);
        parent.put(name, fifo);
        return fifo;
    }

    /// Gives a node of this tree, which is no directory, a further name.
    public void addName(DirectoryNode parent, Name name, Node node) {
        parent.put(name, node);
    }

    /// Ends the tree.
    public Tree finish() {
        nodes.finish(root);
        return new Tree(root);
    }
}

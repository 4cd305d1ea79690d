package dev.lamina.image.tree;

import dev.lamina.image.Attributes;

/// One inode of a tree. Two names whose nodes are equal are one file with two hard links.
///
/// A node is a view of its tree, made when it is asked for: it costs nothing to keep a tree of
/// millions of them, and it keeps its whole tree in memory.
///
/// Only [Union] and [TreeBuilder] change one, and only before anybody else sees it.
public sealed interface Node permits DirectoryNode, FileNode, SymlinkNode, DeviceNode, FifoNode {

    /// Returns the attributes, which every node has.
    Attributes attributes();

    /// A number below [Tree#bound], another one for each node of a tree.
    int number();

    /// Tells whether other names in the tree lead to this node too; false for a directory.
    boolean hasSeveralNames();
}

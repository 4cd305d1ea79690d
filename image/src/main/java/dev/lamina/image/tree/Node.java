package dev.lamina.image.tree;

import dev.lamina.image.Attributes;

/// One inode of a tree. Nodes compare by identity: the same object under two names is one file
/// with two hard links.
///
/// Only [Union] changes one, and only before anybody else sees it.
public sealed interface Node permits DirectoryNode, FileNode, SymlinkNode, DeviceNode, FifoNode {

    /// What every node has.
    Attributes attributes();
}

/// The merged files of an image in memory, and how layers become one: union.
///
/// [Dump] writes a tree down as text, [Diff] finds what turns one tree into another.
///
/// A node is one inode: where two names hold the same node object, they are hard links of each
/// other. Paths are [dev.lamina.image.TreePath]s; nothing here touches the host's files.
@NullMarked
package dev.lamina.image.tree;

import org.jspecify.annotations.NullMarked;

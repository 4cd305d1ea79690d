package dev.lamina.image.erofs;

/// A superblock, as far as images differ in it.
///
/// @param root      the number of the root's inode
/// @param inodes    how many there are
/// @param metaStart where inode number 0 would be, in bytes
/// @param devices   how many tars there are
record SuperblockRecord(long root, long inodes, long metaStart, int devices) {}

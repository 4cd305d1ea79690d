package dev.lamina.image.erofs;

import dev.lamina.image.Attributes;

/// An inode as it stands in an image.
///
/// @param position   of the inode, in bytes from the start of the image
/// @param kind       `S_IFMT` bits of the mode
/// @param attributes with extended ones
/// @param size       of the content or data, in bytes
/// @param union      `i_u`: the first block, how the file is cut, or the device number
/// @param links      how many names it should have
/// @param data       where the data of a directory or symbolic link is, or the chunk indexes of a
///     file, in bytes from the start of the image
record InodeRecord(
        long position,
        int kind,
        Attributes attributes,
        long size,
        int union,
        int links,
        long data) {

    /// The size of data that is in the image, or more than an image can have.
    int dataSize() {
        return (int) Math.min(size, Integer.MAX_VALUE);
    }
}

/// From a layer's blob, as it travels, to the tar that it contains: gzip, zstd, or nothing to undo.
///
/// Everything here reads bytes of others: each stream is read to its end, checked by what its format
/// has for that (gzip's CRC-32 and size, zstd's checksum if it has one), and bounded by
/// [dev.lamina.image.compression.DecoderLimits].
@NullMarked
package dev.lamina.image.compression;

import org.jspecify.annotations.NullMarked;

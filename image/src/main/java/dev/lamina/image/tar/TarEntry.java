package dev.lamina.image.tar;

import dev.lamina.image.Attributes;
import dev.lamina.image.Bytes;

import java.time.Instant;
import java.util.List;
import java.util.SortedMap;

/// One entry of a tar, its headers put together: what pax and GNU headers before it say is applied.
///
/// Names are as the tar has them, neither checked nor normalized.
///
/// @param type         one of the types in [TarFormat], or one that is not known here; the several
///     ways to say "regular file" are [TarFormat#REGULAR]
/// @param name         the path
/// @param linkName     the target of a symbolic or hard link, else whatever the field holds
/// @param mode         permissions; the bits above them are left as they are
/// @param uid          the owner
/// @param gid          the group
/// @param modified     the modification time
/// @param xattrs       extended attributes by full name
/// @param deviceMajor  of a device, else 0
/// @param deviceMinor  of a device, else 0
/// @param size         of a regular file, holes included, else 0
/// @param sparse       whether `segments` says which parts of the file are stored
/// @param segments     of a sparse file
/// @param headerOffset the position of the entry's own header in the tar
/// @param dataOffset   the position of its data in the tar
public record TarEntry(
        byte type,
        Bytes name,
        Bytes linkName,
        long mode,
        long uid,
        long gid,
        Instant modified,
        SortedMap<Bytes, Bytes> xattrs,
        long deviceMajor,
        long deviceMinor,
        long size,
        boolean sparse,
        List<SparseSegment> segments,
        long headerOffset,
        long dataOffset) {

    /// Returns an entry to be written, without link, device numbers and data.
    public static TarEntry of(byte type, Bytes name, Attributes attributes) {
        return new TarEntry(
                type,
                name,
                Bytes.EMPTY,
                attributes.permissions(),
                attributes.uid(),
                attributes.gid(),
                attributes.modified(),
                attributes.xattrs(),
                0,
                0,
                0,
                false,
                List.of(),
                0,
                0);
    }

    public TarEntry withLinkName(Bytes newLinkName) {
        return new TarEntry(
                type,
                name,
                newLinkName,
                mode,
                uid,
                gid,
                modified,
                xattrs,
                deviceMajor,
                deviceMinor,
                size,
                sparse,
                segments,
                headerOffset,
                dataOffset);
    }

    public TarEntry withDevice(long newMajor, long newMinor) {
        return new TarEntry(
                type,
                name,
                linkName,
                mode,
                uid,
                gid,
                modified,
                xattrs,
                newMajor,
                newMinor,
                size,
                sparse,
                segments,
                headerOffset,
                dataOffset);
    }

    public TarEntry withSize(long newSize) {
        return new TarEntry(
                type,
                name,
                linkName,
                mode,
                uid,
                gid,
                modified,
                xattrs,
                deviceMajor,
                deviceMinor,
                newSize,
                sparse,
                segments,
                headerOffset,
                dataOffset);
    }
}

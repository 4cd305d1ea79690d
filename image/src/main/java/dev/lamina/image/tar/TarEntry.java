package dev.lamina.image.tar;

import dev.lamina.image.Attributes;
import dev.lamina.image.Bytes;

/// One entry of a tar, its headers put together: what pax and GNU headers before it say is applied.
///
/// Names are as the tar has them, neither checked nor normalized.
///
/// @param type         one of the types in [TarFormat], or one that is not known here; the several
///     ways to say "regular file" are [TarFormat#REGULAR]
/// @param name         the path
/// @param linkName     the target of a symbolic or hard link, else whatever the field holds
/// @param attributes   all that is not checked yet
/// @param device       the numbers of a device, else [DeviceNumbers#NONE]
/// @param content      of a regular file
/// @param headerOffset the position of the entry's own header in the tar
public record TarEntry(
        byte type,
        Bytes name,
        Bytes linkName,
        TarAttributes attributes,
        DeviceNumbers device,
        TarContent content,
        long headerOffset) {

    /// Returns an entry to be written, without link, device numbers and data.
    public static TarEntry of(byte type, Bytes name, Attributes attributes) {
        return new TarEntry(
                type,
                name,
                Bytes.EMPTY,
                TarAttributes.of(attributes),
                DeviceNumbers.NONE,
                TarContent.NONE,
                0);
    }

    public TarEntry withLinkName(Bytes newLinkName) {
        return new TarEntry(type, name, newLinkName, attributes, device, content, headerOffset);
    }

    public TarEntry withDevice(long major, long minor) {
        var newDevice = new DeviceNumbers(major, minor);
        return new TarEntry(type, name, linkName, attributes, newDevice, content, headerOffset);
    }

    /// Returns the entry with data of another size, none of it left out.
    public TarEntry withSize(long size) {
        TarContent newContent = TarContent.whole(size, content.offset());
        return new TarEntry(type, name, linkName, attributes, device, newContent, headerOffset);
    }
}

package dev.lamina.image.tar;

import dev.lamina.image.Attributes;
import dev.lamina.image.Bytes;

import java.time.Instant;
import java.util.SortedMap;

/// The attributes of an entry as its tar has them: unlike [Attributes], not yet in any bounds.
///
/// @param mode     permissions; the bits above them are left as they are
/// @param uid      the owner
/// @param gid      the group
/// @param modified the modification time
/// @param xattrs   extended attributes by full name
public record TarAttributes(
        long mode, long uid, long gid, Instant modified, SortedMap<Bytes, Bytes> xattrs) {

    static TarAttributes of(Attributes attributes) {
        return new TarAttributes(
                attributes.permissions(),
                attributes.uid(),
                attributes.gid(),
                attributes.modified(),
                attributes.xattrs());
    }
}

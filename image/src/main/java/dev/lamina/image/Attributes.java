package dev.lamina.image;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// The attributes of a node of an image: all but its kind and content.
///
/// @param permissions the low 12 bits of `st_mode`: set-user-ID, set-group-ID, sticky, rwxrwxrwx
///     (inode(7))
/// @param uid         the owner, 0 to 2^32-2
/// @param gid         the group, 0 to 2^32-2
/// @param modified    the modification time, to the nanosecond
/// @param xattrs      extended attributes by full name (`security.capability`)
public record Attributes(
        int permissions, long uid, long gid, Instant modified, SortedMap<Bytes, Bytes> xattrs) {

    /// The bits of `st_mode` that are permissions.
    public static final int PERMISSION_BITS = 07777;

    private static final SortedMap<Bytes, Bytes> NO_XATTRS = Collections.emptySortedMap();
    private static final long MAX_ID = 0xFFFF_FFFEL;

    /// Creates attributes.
    ///
    /// @throws IllegalArgumentException if a number is out of its range
    public Attributes {
        if ((permissions & ~PERMISSION_BITS) != 0) {
            throw new IllegalArgumentException(
                    "permissions: expected at most 07777, got 0"
                            + Integer.toOctalString(permissions));
        }
        if (uid < 0 || uid > MAX_ID || gid < 0 || gid > MAX_ID) {
            throw new IllegalArgumentException(
                    "owner: expected 0 to " + MAX_ID + ", got " + uid + ":" + gid);
        }
        requireNonNull(modified, "modified");
        xattrs =
                xattrs.isEmpty()
                        ? NO_XATTRS
                        : Collections.unmodifiableSortedMap(new TreeMap<>(xattrs));
    }

    /// Returns attributes without extended ones.
    public static Attributes of(int permissions, long uid, long gid, Instant modified) {
        return new Attributes(permissions, uid, gid, modified, NO_XATTRS);
    }

    public Attributes withXattrs(Map<Bytes, Bytes> newXattrs) {
        return new Attributes(permissions, uid, gid, modified, new TreeMap<>(newXattrs));
    }

    /// Written out, as is [#hashCode]: what a record gets by itself is linked at first use, which
    /// every short-lived process would pay for.
    @Override
    public boolean equals(Object other) {
        return other instanceof Attributes that
                && permissions == that.permissions
                && uid == that.uid
                && gid == that.gid
                && modified.equals(that.modified)
                && xattrs.equals(that.xattrs);
    }

    @Override
    public int hashCode() {
        int hash = 31 * permissions + Long.hashCode(uid);
        hash = 31 * hash + Long.hashCode(gid);
        hash = 31 * hash + modified.hashCode();
        return 31 * hash + xattrs.hashCode();
    }
}

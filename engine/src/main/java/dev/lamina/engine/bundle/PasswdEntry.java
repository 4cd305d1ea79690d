package dev.lamina.engine.bundle;

import org.jspecify.annotations.Nullable;

/// A user in an image's `passwd`: `name:password:uid:gid:comment:home:shell` (passwd(5)).
///
/// @param name empty for a user that the image does not know
record PasswdEntry(String name, int uid, int gid, String home) {

    /// Reads a line; null if it is no entry. One without proper numbers is none: Docker takes them
    /// for 0, which makes a damaged line a superuser.
    static @Nullable PasswdEntry of(AccountLine line) {
        long uid = AccountLine.number(line.field(2));
        long gid = AccountLine.number(line.field(3));
        if (uid < 0 || uid > Integer.MAX_VALUE || gid < 0 || gid > Integer.MAX_VALUE) {
            return null;
        }
        String home = line.field(5);
        return new PasswdEntry(line.field(0), (int) uid, (int) gid, home.isEmpty() ? "/" : home);
    }
}

package dev.lamina.linux.owner;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.util.List;
import java.util.Map;

/// The owner of a file, and the others who may change it.
///
/// @param uid  of the owner
/// @param gid  of the group
/// @param mode with the type, as stat(2) has it
public record FileOwner(Path path, int uid, int gid, int mode) {

    private static final int ROOT = 0;
    private static final int OTHERS = 077;
    private static final int WRITE_OF_GROUP = 020;
    private static final int WRITE_OF_OTHERS = 002;
    private static final int STICKY = 01000;

    /// The map of a process that is in no user namespace (user_namespaces(7)).
    private static final List<String> ALL_USERS = List.of("0", "0", "4294967295");

    /// Reads it; a link is not followed.
    public static FileOwner of(Path path) throws IOException {
        Map<String, Object> numbers =
                Files.readAttributes(path, "unix:uid,gid,mode", LinkOption.NOFOLLOW_LINKS);
        return new FileOwner(
                path,
                (int) numbers.get("uid"),
                (int) numbers.get("gid"),
                (int) numbers.get("mode"));
    }

    /// Returns the number of the user that this process acts as: the second number of `Uid` (proc(5),
    /// "/proc/pid/status").
    public static int ofThisProcess() throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
            if (line.startsWith("Uid:")) {
                return Integer.parseInt(line.split("\\s+")[2]);
            }
        }
        throw new IOException("/proc/self/status: expected a line of Uid, got none");
    }

    public boolean isSymbolicLink() {
        return (mode & 0170000) == 0120000;
    }

    /// Tells whether anybody but the owner gets at it.
    public boolean isOpen() {
        return (mode & OTHERS) != 0;
    }

    /// Tells whether many users put things there, each his own, as in `/tmp`.
    public boolean isSticky() {
        return (mode & STICKY) != 0;
    }

    /// Tells whether others than the owner and root may write it. A group that has the name of the owner
    /// is taken to have no other member: so most distributions make groups.
    public boolean isWritableByOthers() throws IOException {
        boolean byGroup = (mode & WRITE_OF_GROUP) != 0 && gid != ROOT;
        return (mode & WRITE_OF_OTHERS) != 0
                || byGroup && !names().group().getName().equals(name());
    }

    /// Tells whether nobody but root and a user can rename what a directory has, or put a link
    /// elsewhere: in a directory with the sticky bit only the owners of things can (unlink(2), EPERM).
    boolean keepsNamesFor(int user) throws IOException {
        boolean trusted = uid == ROOT || uid == user || isOutsideOfNamespace();
        return trusted && (isSymbolicLink() || isSticky() || !isWritableByOthers());
    }

    /// In a user namespace all users that it does not have look alike; they cannot be told apart from
    /// the root outside, who owns the directories from `/` on.
    private boolean isOutsideOfNamespace() throws IOException {
        String map = Files.readString(Path.of("/proc/self/uid_map")).strip();
        return !List.of(map.split("\\s+")).equals(ALL_USERS)
                && uid
                        == Integer.parseInt(
                                Files.readString(Path.of("/proc/sys/kernel/overflowuid")).strip());
    }

    /// Returns the name of the owner; its number if it has none.
    public String name() throws IOException {
        return names().owner().getName();
    }

    private PosixFileAttributes names() throws IOException {
        return Files.readAttributes(path, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    }

    /// Returns the permissions as digits, for messages.
    public String digits() {
        return "%04o".formatted(mode & 07777);
    }
}

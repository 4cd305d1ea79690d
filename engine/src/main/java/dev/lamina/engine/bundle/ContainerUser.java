package dev.lamina.engine.bundle;

import dev.lamina.engine.value.container.RunFailedException;
import dev.lamina.image.TreePath;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// Who a container's command runs as.
///
/// @param additionalGids the groups besides `gid`, in the order of the image's group file
/// @param home           the user's home directory; `/` if the image does not know the user
public record ContainerUser(int uid, int gid, List<Integer> additionalGids, String home) {

    /// The superuser of an image that has no `passwd`.
    public static final ContainerUser ROOT = new ContainerUser(0, 0, List.of(), "/");

    private static final TreePath PASSWD = TreePath.parse("/etc/passwd");
    private static final TreePath GROUP = TreePath.parse("/etc/group");

    public ContainerUser {
        additionalGids = List.copyOf(additionalGids);
    }

    /// Finds a user as Docker and runc do.
    ///
    /// `NAME` and `UID` give the user's own group and all groups whose member the user is; with
    /// `:GROUP` or `:GID` the user has that group and no other. What is a number is never taken for
    /// a name. A number needs no entry in the image's files; its group is then 0.
    ///
    /// @param user  `[NAME|UID][:GROUP|GID]`; empty for the superuser
    /// @param files of the image
    /// @throws RunFailedException if the image has no user or group of this name, or a number is
    ///     out of range
    public static ContainerUser find(String user, ImageFiles files) throws IOException {
        int colon = user.indexOf(':');
        String userPart = colon < 0 ? user : user.substring(0, colon);
        String groupPart = colon < 0 ? "" : user.substring(colon + 1);
        PasswdEntry entry = entry(userPart, files);
        if (groupPart.isEmpty()) {
            List<Integer> groups = entry.name().isEmpty() ? List.of() : groupsOf(entry, files);
            return new ContainerUser(entry.uid(), entry.gid(), groups, entry.home());
        }
        return new ContainerUser(entry.uid(), gid(groupPart, files), List.of(), entry.home());
    }

    private static PasswdEntry entry(String user, ImageFiles files) throws IOException {
        String wanted = user.isEmpty() ? "0" : user;
        long uid = AccountLine.number(wanted);
        for (AccountLine line : AccountLine.read(files, PASSWD)) {
            PasswdEntry entry = PasswdEntry.of(line);
            if (entry != null && (uid >= 0 ? entry.uid() == uid : entry.name().equals(wanted))) {
                return entry;
            }
        }
        if (uid < 0) {
            throw refuse("unable to find user " + user + ": no matching entries in passwd file");
        }
        return new PasswdEntry("", checked(uid), 0, "/");
    }

    private static int gid(String group, ImageFiles files) throws IOException {
        long gid = AccountLine.number(group);
        for (AccountLine line : AccountLine.read(files, GROUP)) {
            long found = AccountLine.number(line.field(2));
            if (isId(found) && (gid >= 0 ? found == gid : line.field(0).equals(group))) {
                return (int) found;
            }
        }
        if (gid < 0) {
            throw refuse("unable to find group " + group + ": no matching entries in group file");
        }
        return checked(gid);
    }

    private static List<Integer> groupsOf(PasswdEntry entry, ImageFiles files) throws IOException {
        List<Integer> groups = new ArrayList<>();
        for (AccountLine line : AccountLine.read(files, GROUP)) {
            long gid = AccountLine.number(line.field(2));
            if (isId(gid) && line.lists(3, entry.name())) {
                groups.add((int) gid);
            }
        }
        return groups;
    }

    private static boolean isId(long number) {
        return number >= 0 && number <= Integer.MAX_VALUE;
    }

    private static int checked(long id) throws RunFailedException {
        if (!isId(id)) {
            throw refuse("uids and gids must be in range 0-" + Integer.MAX_VALUE);
        }
        return (int) id;
    }

    private static RunFailedException refuse(String message) {
        return new RunFailedException(RunFailedException.NOT_MADE, message);
    }
}

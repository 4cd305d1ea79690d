package dev.lamina.engine.program;

import dev.lamina.engine.bundle.ContainerUser;
import dev.lamina.linux.Xattrs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/// Which files a container's user may execute, by their modes (path_resolution(7), "Permissions").
///
/// @param uid       of the user
/// @param gids      of all the user's groups
/// @param overrides whether modes count for nothing but the question if anybody may execute a file
///     (`CAP_DAC_OVERRIDE`)
public record FileAccess(int uid, Set<Integer> gids, boolean overrides) {

    private static final int ANYBODY = 0111;
    private static final String ACCESS_LIST = "system.posix_acl_access";

    public FileAccess {
        gids = Set.copyOf(gids);
    }

    /// Returns that of a user.
    public static FileAccess of(ContainerUser user, boolean overrides) {
        Set<Integer> gids = new HashSet<>(user.additionalGids());
        gids.add(user.gid());
        return new FileAccess(user.uid(), gids, user.uid() == 0 && overrides);
    }

    /// Tells whether the user may execute a file, and enter all directories on its way.
    ///
    /// @param root of the container
    /// @param file below it, without links on its way
    boolean mayExecute(Path root, Path file) throws IOException {
        // The kernel's own answer knows of mounts from which nothing is executed.
        if (!Files.isExecutable(file) || !mayExecute(file, ANYBODY)) {
            return false;
        }
        for (Path way = file.getParent(); way.startsWith(root); way = way.getParent()) {
            if (!overrides && !mayExecute(way, 0)) {
                return false;
            }
        }
        return true;
    }

    private boolean mayExecute(Path file, int enough) throws IOException {
        Map<String, Object> of = Files.readAttributes(file, "unix:uid,gid,mode");
        int mode = (Integer) of.get("mode");
        if (overrides) {
            return (mode & enough) != 0;
        }
        int shift = of.get("uid").equals(uid) ? 6 : gids.contains((Integer) of.get("gid")) ? 3 : 0;
        return (mode >> shift & 1) != 0 || Xattrs.get(file, ACCESS_LIST).isPresent();
    }
}

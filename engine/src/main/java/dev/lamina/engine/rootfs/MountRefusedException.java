package dev.lamina.engine.rootfs;

import dev.lamina.linux.Errno;
import dev.lamina.linux.LinuxException;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// The kernel let an image be mounted in no way.
public final class MountRefusedException extends IOException {

    private static final long serialVersionUID = 1L;

    private MountRefusedException(String message, Throwable cause) {
        super(message, cause);
    }

    /// Creates the error.
    ///
    /// @param failures of the attempts, what the kernel said to most of them; at least one
    static MountRefusedException of(Path target, List<IOException> failures) {
        IOException last = failures.getLast();
        if (last instanceof LinuxException refused && refused.errno() == Errno.EPERM) {
            return new MountRefusedException(
                    "mount of an image: expected the right to mount (root, or CAP_SYS_ADMIN), and"
                            + " the kernel refused it: run the command as root",
                    last);
        }
        var said = new StringBuilder();
        for (IOException failure : failures) {
            said.append(said.isEmpty() ? "" : "; ").append(failure.getMessage());
        }
        return new MountRefusedException("mount of an image at " + target + ": " + said, last);
    }
}

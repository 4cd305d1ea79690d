package dev.lamina.engine.rootfs;

import dev.lamina.linux.Errno;
import dev.lamina.linux.LinuxException;
import dev.lamina.linux.SearchPath;

import java.io.IOException;
import java.nio.file.Path;

/// A file that the kernel shows as a block device, read-only (loop(4)), by way of losetup(8).
///
/// @param name     of the device, `/dev/loopN`
/// @param programs where losetup is looked for
record LoopDevice(String name, SearchPath programs) implements AutoCloseable {

    /// Attaches a file to a free device.
    static LoopDevice attach(Path file, SearchPath programs) throws IOException {
        try {
            Program.Result result =
                    Program.run(
                            programs,
                            "losetup",
                            "--find",
                            "--show",
                            "--read-only",
                            file.toString());
            if (result.status() == 0) {
                return new LoopDevice(result.output().strip(), programs);
            }
            throw new LinuxException("losetup", file + ": " + result.error(), Errno.EINVAL);
        } catch (ProgramMissingException e) {
            throw new LinuxException("losetup", file + ": " + e.getMessage(), Errno.ENODEV);
        }
    }

    /// Lets go of the device; if it is in use, at the end of that.
    @Override
    public void close() throws IOException {
        Program.run(programs, "losetup", "--detach", name);
    }
}

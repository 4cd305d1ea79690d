package dev.lamina.engine.rootfs;

import dev.lamina.engine.store.UnionFile;
import dev.lamina.linux.Errno;
import dev.lamina.linux.LinuxException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Mounts a union through loop devices, for kernels that mount no files.
final class LoopMount {

    private static final int SECTOR_SIZE = 512;

    private LoopMount() {}

    static void mount(UnionFile union, Path target) throws IOException {
        List<LoopDevice> devices = new ArrayList<>();
        try {
            for (Path tar : union.tars()) {
                checkSize(tar);
                devices.add(LoopDevice.attach(tar));
            }
            LoopDevice image = LoopDevice.attach(union.erofs());
            devices.add(image);
            List<String> names = new ArrayList<>();
            for (LoopDevice device : devices.subList(0, devices.size() - 1)) {
                names.add(device.name());
            }
            ErofsMount.mount(image.name(), names, target);
        } finally {
            // A device in use is let go by the kernel when its last user ends: the mount.
            for (LoopDevice device : devices) {
                device.close();
            }
        }
    }

    /// A loop device leaves out what is no whole sector. Few tars end so: those without padding.
    private static void checkSize(Path tar) throws IOException {
        if (Files.size(tar) % SECTOR_SIZE != 0) {
            throw new LinuxException("losetup", tar + " (no whole sectors)", Errno.EINVAL);
        }
    }
}

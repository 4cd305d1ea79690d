package dev.lamina.engine.rootfs;

import dev.lamina.engine.store.UnionFile;
import dev.lamina.linux.SearchPath;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Mounts a union through loop devices, for kernels that mount no files.
final class LoopMount {

    private LoopMount() {}

    static void mount(UnionFile union, Path target, SearchPath programs) throws IOException {
        List<LoopDevice> devices = new ArrayList<>();
        try {
            for (Path tar : union.tars()) {
                devices.add(LoopDevice.attach(tar, programs));
            }
            LoopDevice image = LoopDevice.attach(union.erofs(), programs);
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
}

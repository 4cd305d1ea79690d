package dev.lamina.engine.rootfs;

import dev.lamina.linux.FileSystemContext;
import dev.lamina.linux.LinuxException;
import dev.lamina.linux.Mounts;

import java.nio.file.Path;
import java.util.List;

/// Mounts EROFS images whose data lies on further devices: Linux, `Documentation/filesystems/
/// erofs.rst`, option `device`.
final class ErofsMount {

    private static final String TYPE = "erofs";

    private ErofsMount() {}

    /// Mounts an image.
    ///
    /// @param image   a block device, or since Linux 6.12 a file
    /// @param devices the same, in the order of the image's device table
    static void mount(String image, List<String> devices, Path target) throws LinuxException {
        var options = new StringBuilder();
        boolean simple = true;
        for (String device : devices) {
            options.append(options.isEmpty() ? "device=" : ",device=").append(device);
            simple &= device.indexOf(',') < 0;
        }
        if (simple && options.length() <= Mounts.MAX_OPTIONS_LENGTH / 2) {
            Mounts.mount(image, target, TYPE, Mounts.READ_ONLY, options.toString());
        } else {
            mountStepwise(image, devices, target);
        }
    }

    /// For more devices than one page of options holds, and names with a comma.
    private static void mountStepwise(String image, List<String> devices, Path target)
            throws LinuxException {
        try (FileSystemContext context = FileSystemContext.open(TYPE)) {
            context.set("source", image);
            for (String device : devices) {
                context.set("device", device);
            }
            context.mountReadOnly(target);
        }
    }
}

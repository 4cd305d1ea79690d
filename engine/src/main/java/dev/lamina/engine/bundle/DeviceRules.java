package dev.lamina.engine.bundle;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;

/// Who decides which device nodes a container can open. Where no cgroup does, mounts have to: then no
/// node works but those that the runtime makes in `/dev` (decision 0046).
///
/// @param enforced whether a cgroup decides
public record DeviceRules(boolean enforced) {

    private static final int TYPE = 0170000;
    private static final int CHARACTER_DEVICE = 0020000;

    /// The devices that every container may open, as `MAJOR * 256 + MINOR`: null, zero, full, random, urandom, tty.
    private static final Set<Long> HARMLESS =
            Set.of(0x103L, 0x105L, 0x107L, 0x108L, 0x109L, 0x500L);

    /// Tells whether device nodes may be open in a mount of a file or directory of the host.
    public boolean areOpen(Path source) {
        return enforced || isHarmless(source);
    }

    private static boolean isHarmless(Path source) {
        try {
            Map<String, Object> file = Files.readAttributes(source, "unix:mode,rdev");
            return ((int) file.get("mode") & TYPE) == CHARACTER_DEVICE
                    && HARMLESS.contains((long) file.get("rdev"));
        } catch (IOException e) {
            return false;
        }
    }
}

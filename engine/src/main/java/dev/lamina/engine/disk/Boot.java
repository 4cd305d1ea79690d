package dev.lamina.engine.disk;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// Names the time since the machine was started: what was written in it and not forced is there
/// while it lasts, whatever becomes of the process.
public final class Boot {

    /// random(4): a UUID made once at every start of the kernel.
    private static final Path KERNEL = Path.of("/proc/sys/kernel/random/boot_id");

    private Boot() {}

    /// Returns the name of the current boot; empty where the system has none.
    public static Optional<String> current() {
        try {
            return Optional.of(new String(Files.readAllBytes(KERNEL), US_ASCII).strip());
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}

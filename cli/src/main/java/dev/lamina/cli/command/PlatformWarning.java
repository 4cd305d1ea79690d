package dev.lamina.cli.command;

import dev.lamina.docker.format.Printable;
import dev.lamina.image.Platform;

import java.util.Optional;

/// Docker's warning of an image that is for another platform than this machine's, where nobody asked for
/// that (moby, `daemon/create.go`).
public final class PlatformWarning {

    private PlatformWarning() {}

    /// Prints it, if the image is such a one.
    public static void print(Platform image, Context context) {
        Optional<Platform> host = context.engine().mismatchedHost(image);
        if (host.isPresent()) {
            context.console()
                    .err()
                    .println(
                            "WARNING: The requested image's platform ("
                                    + Printable.line(image.toString())
                                    + ") does not match the detected host platform ("
                                    + host.get()
                                    + ") and no specific platform was requested");
        }
    }
}

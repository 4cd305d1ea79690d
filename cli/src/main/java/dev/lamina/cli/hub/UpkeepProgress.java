package dev.lamina.cli.hub;

import dev.lamina.cli.command.Context;
import dev.lamina.docker.format.Sizes;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// Shows on a terminal how far work on blobs is, in one line that is written again and again.
///
/// It is no [dev.lamina.hub.settings.Watcher]: the help of the commands is shown where there is no hub.
final class UpkeepProgress implements AutoCloseable {

    private static final Duration INTERVAL = Duration.ofMillis(200);
    private static final int DIGITS = 3;
    private static final String ERASE = "\r\u001b[K";

    private final String what;
    private final PrintStream err;
    private final InstantSource clock;
    private final boolean isShown;
    private Instant lastShown = Instant.MIN;

    UpkeepProgress(String what, Context context) {
        this.what = what;
        this.err = context.console().err();
        this.clock = context.clock();
        this.isShown = context.console().errIsTerminal();
    }

    /// Shows that `done` of `total` bytes are done.
    void progress(long done, long total) {
        Instant now = clock.instant();
        if (isShown && Duration.between(lastShown, now).compareTo(INTERVAL) >= 0) {
            lastShown = now;
            err.print(
                    ERASE + what + " " + Sizes.of(done, DIGITS) + " of " + Sizes.of(total, DIGITS));
        }
    }

    @Override
    public void close() {
        if (!lastShown.equals(Instant.MIN)) {
            err.print(ERASE);
        }
    }
}

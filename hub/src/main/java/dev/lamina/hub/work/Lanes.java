package dev.lamina.hub.work;

import java.time.Duration;

/// The threads of a hub that compute, by what they compute: who looks into large images keeps nobody from
/// pages that are made in a moment, nor from pushes.
///
/// @param pages   pages and answers of the API: queries, templates, compression
/// @param looks   what inflates layers: looks into images, differences
/// @param digests uploads that are read again for their digest
public record Lanes(Workers pages, Workers looks, Workers digests) implements AutoCloseable {

    private static final int LOOKS = 2;
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /// A push waits for a while anyway, and would begin again.
    private static final Duration PATIENCE_OF_PUSHES = Duration.ofMinutes(2);

    private static final WorkLimits OF_LOOKS =
            new WorkLimits(LOOKS, 64, 16, PATIENCE, Duration.ofMinutes(2));

    /// Starts them.
    ///
    /// @param processors of the machine
    public static Lanes start(int processors) {
        int threads = Math.clamp(processors, 2, 16);
        return new Lanes(
                Workers.start(
                        "pages",
                        new WorkLimits(threads, 1_024, 256, PATIENCE, Duration.ofMinutes(1))),
                Workers.start("looks", OF_LOOKS),
                Workers.start(
                        "digests",
                        new WorkLimits(
                                threads, 256, 64, PATIENCE_OF_PUSHES, Duration.ofMinutes(30))));
    }

    @Override
    public void close() {
        pages.close();
        looks.close();
        digests.close();
    }
}

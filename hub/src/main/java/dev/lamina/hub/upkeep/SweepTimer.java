package dev.lamina.hub.upkeep;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/// Sweeps now and then.
public final class SweepTimer implements AutoCloseable {

    private static final Duration INTERVAL = Duration.ofHours(1);

    private static final System.Logger LOG = System.getLogger(SweepTimer.class.getName());

    private final ScheduledExecutorService timer;

    private SweepTimer(ScheduledExecutorService timer) {
        this.timer = timer;
    }

    public static SweepTimer start(Sweep sweep) {
        ScheduledExecutorService timer =
                Executors.newSingleThreadScheduledExecutor(
                        Thread.ofPlatform().daemon().name("sweep").factory());
        timer.scheduleWithFixedDelay(
                () -> run(sweep), INTERVAL.toMinutes(), INTERVAL.toMinutes(), TimeUnit.MINUTES);
        return new SweepTimer(timer);
    }

    /// A sweep that failed is no reason not to try the next one; the timer would end without a word.
    private static void run(Sweep sweep) {
        try {
            sweep.run();
        } catch (Throwable e) {
            LOG.log(System.Logger.Level.WARNING, "sweep failed", e);
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}

package dev.lamina.registry;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Waits between attempts.
@FunctionalInterface
public interface Sleeper {

    /// Really waits.
    Sleeper REAL =
            duration -> {
                boolean never =
                        new CountDownLatch(1).await(duration.toMillis(), TimeUnit.MILLISECONDS);
                assert !never;
            };

    void sleep(Duration duration) throws InterruptedException;
}

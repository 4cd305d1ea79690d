package dev.lamina.hub.catalog.repository;

import dev.lamina.hub.catalog.RepositoryName;
import dev.lamina.hub.db.Database;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/// Counts pulls in memory, and adds them to the catalog now and then: a request costs no write.
///
/// What a process has counted since its last flush is lost when it is killed. Any number of
/// processes may count at once.
public final class PullCounter implements AutoCloseable {

    private static final Duration PERIOD = Duration.ofSeconds(5);

    private final Database database;
    private final Map<RepositoryName, LongAdder> counts = new ConcurrentHashMap<>();
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("pull-counter").factory());

    private PullCounter(Database database) {
        this.database = database;
    }

    /// Starts to count.
    public static PullCounter start(Database database) {
        var counter = new PullCounter(database);
        counter.timer.scheduleWithFixedDelay(
                counter::tryFlush, PERIOD.toSeconds(), PERIOD.toSeconds(), TimeUnit.SECONDS);
        return counter;
    }

    /// Counts one pull.
    public void count(RepositoryName repository) {
        counts.computeIfAbsent(repository, _ -> new LongAdder()).increment();
    }

    /// A database that is down keeps the counts waiting.
    private void tryFlush() {
        try {
            flush();
        } catch (IOException e) {
            return;
        }
    }

    /// Adds what was counted to the catalog.
    public void flush() throws IOException {
        for (RepositoryName repository : counts.keySet()) {
            LongAdder count = counts.get(repository);
            long pulls = count.sumThenReset();
            if (pulls > 0) {
                add(repository, pulls, count);
            }
        }
    }

    private void add(RepositoryName repository, long pulls, LongAdder count) throws IOException {
        boolean added = false;
        try {
            database.write(
                    session ->
                            session.update(
                                    """
                                    UPDATE repositories SET pull_count = pull_count + ?
                                    WHERE name = ?""",
                                    pulls,
                                    repository));
            added = true;
        } finally {
            if (!added) {
                count.add(pulls);
            }
        }
    }

    /// Stops, after a last flush.
    @Override
    public void close() {
        timer.shutdown();
        tryFlush();
    }
}

package dev.lamina.hub.ops;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.lamina.http.AnsweredRequest;
import dev.lamina.http.RequestListener;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.LongAdder;

/// Writes one line of JSON for each request.
///
/// Lines are written by a thread of its own. Where it cannot keep up, or the disk is full, lines are
/// lost and counted: the log never stops the hub.
public final class AccessLog implements RequestListener, AutoCloseable {

    private static final int MAX_WAITING = 16_384;

    private static final int BATCH = 512;

    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(2);

    private static final System.Logger LOG = System.getLogger(AccessLog.class.getName());

    private final BlockingQueue<Entry> waiting = new ArrayBlockingQueue<>(MAX_WAITING);
    private final LongAdder lost = new LongAdder();
    private final LogOutput output;
    private final Thread writer;
    private boolean failed;

    private AccessLog(LogOutput output) {
        this.output = output;
        this.writer = Thread.ofPlatform().daemon().name("access-log").unstarted(this::run);
    }

    /// What the writing thread does, in order.
    private sealed interface Entry {

        record Line(AnsweredRequest request) implements Entry {}

        record Reopen() implements Entry {}

        record End() implements Entry {}
    }

    /// Begins to write to a file; what it has stays.
    public static AccessLog toFile(Path file) throws IOException {
        return start(new LogFile(file));
    }

    /// Begins to write to a stream, which stays open.
    public static AccessLog toStream(OutputStream stream) {
        return start(new LogStream(stream));
    }

    private static AccessLog start(LogOutput output) {
        var log = new AccessLog(output);
        log.writer.start();
        return log;
    }

    @Override
    public void answered(AnsweredRequest request) {
        if (!waiting.offer(new Entry.Line(request))) {
            lost.increment();
        }
    }

    /// Begins a new file if the old one was moved away.
    public void reopen() {
        if (!waiting.offer(new Entry.Reopen())) {
            // The next line looks whether the file was moved.
            return;
        }
    }

    /// Returns how many lines were lost.
    public long lost() {
        return lost.sum();
    }

    private void run() {
        try {
            boolean more = true;
            while (more) {
                var batch = new ArrayList<Entry>(BATCH);
                batch.add(waiting.take());
                waiting.drainTo(batch, BATCH - 1);
                more = !batch.contains(new Entry.End());
                write(batch);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void write(List<Entry> batch) {
        var lines = new StringBuilder();
        int count = 0;
        for (Entry entry : batch) {
            if (entry instanceof Entry.Line(AnsweredRequest request)) {
                lines.append(AccessLogLine.of(request));
                count++;
            }
        }
        try {
            if (batch.contains(new Entry.Reopen())) {
                output.reopen();
            }
            output.write(lines.toString().getBytes(UTF_8));
            failed = false;
        } catch (IOException e) {
            lost.add(count);
            if (!failed) {
                LOG.log(System.Logger.Level.WARNING, "access log: lines are lost: " + e);
            }
            failed = true;
        }
    }

    /// Writes what is waiting, and ends.
    @Override
    public void close() {
        try {
            waiting.put(new Entry.End());
            writer.join(STOP_TIMEOUT);
            output.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            LOG.log(System.Logger.Level.WARNING, "access log: " + e);
        }
    }
}

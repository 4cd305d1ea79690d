package dev.lamina.cli.progress;

import dev.lamina.docker.format.Printable;
import dev.lamina.engine.value.image.TransferEvent;
import dev.lamina.image.Descriptor;
import dev.lamina.image.json.Json;
import dev.lamina.image.json.Timestamp;

import org.jspecify.annotations.Nullable;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/// For programs: each event as one JSON document on a line. The fields are part of the command
/// line's contract; the page of `image pull` lists them.
final class JsonLines implements Progress {

    /// The time between two lines about one layer.
    private static final Duration INTERVAL = Duration.ofMillis(200);

    private final PrintStream out;
    private final InstantSource clock;
    private final Map<Descriptor, Instant> lastTold = new HashMap<>();
    private final Transfer transfer;

    JsonLines(PrintStream out, InstantSource clock) {
        this.out = out;
        this.clock = clock;
        this.transfer = new Transfer(clock.instant());
    }

    @Override
    public void on(TransferEvent event) {
        Instant now = clock.instant();
        transfer.apply(event, now);
        switch (event) {
            case TransferEvent.Resolved resolved -> {
                var line = line(now, "resolved");
                line.put("reference", resolved.reference().toString());
                line.put("digest", resolved.target().digest().toString());
                line.put("mediaType", resolved.target().mediaType());
                print(line);
            }
            case TransferEvent.LayerQueued queued -> print(layer(now, "queued", queued.layer()));
            case TransferEvent.LayerExists exists -> print(layer(now, "exists", exists.layer()));
            case TransferEvent.LayerSkipped skipped ->
                    print(layer(now, "skipped", skipped.layer()));
            case TransferEvent.LayerMounted mounted -> {
                var line = layer(now, "mounted", mounted.layer());
                line.put("from", mounted.from().toString());
                print(line);
            }
            case TransferEvent.LayerWaiting waiting ->
                    print(layer(now, "waiting", waiting.layer()));
            case TransferEvent.LayerResumed resumed ->
                    progress(now, "resumed", resumed.layer(), resumed.bytes());
            case TransferEvent.LayerProgress progress ->
                    progress(now, "progress", progress.layer(), progress.bytes());
            case TransferEvent.LayerVerified verified ->
                    print(layer(now, "verified", verified.layer()));
            case TransferEvent.LayerCommitted committed ->
                    print(layer(now, "done", committed.layer()));
            case TransferEvent.LayerRetrying retrying -> {
                var line = layer(now, "retrying", retrying.layer());
                retry(line, retrying.attempt(), retrying.pause(), retrying.reason());
            }
            case TransferEvent.Retrying retrying -> {
                var line = line(now, "retrying");
                line.put("reference", retrying.reference().toString());
                retry(line, retrying.attempt(), retrying.pause(), retrying.reason());
            }
        }
    }

    @Override
    public void tick() {
        Instant now = clock.instant();
        for (Transfer.LayerState state : transfer.newlyStalled(now)) {
            var line = layer(now, "stalled", state.layer());
            line.put("bytes", state.bytes());
            line.put("seconds", state.stalledSeconds(now));
            print(line);
        }
    }

    private void retry(
            Map<String, @Nullable Object> line, int attempt, Duration wait, String reason) {
        line.put("attempt", attempt);
        line.put("waitMillis", wait.toMillis());
        line.put("reason", reason);
        print(line);
    }

    private void progress(Instant now, String event, Descriptor layer, long bytes) {
        Instant last = lastTold.getOrDefault(layer, Instant.MIN);
        boolean complete = bytes >= layer.size();
        if (complete || last.plus(INTERVAL).isBefore(now)) {
            lastTold.put(layer, now);
            var line = layer(now, event, layer);
            line.put("bytes", bytes);
            print(line);
        }
    }

    private static Map<String, @Nullable Object> line(Instant now, String event) {
        var line = new LinkedHashMap<String, @Nullable Object>();
        line.put("time", Timestamp.format(now));
        line.put("event", event);
        return line;
    }

    private static Map<String, @Nullable Object> layer(
            Instant now, String event, Descriptor layer) {
        Map<String, @Nullable Object> line = line(now, event);
        line.put("layer", layer.digest().toString());
        line.put("size", layer.size());
        return line;
    }

    private void print(Map<String, @Nullable Object> line) {
        out.println(Printable.json(Json.line(line)));
        out.flush();
    }

    @Override
    public void close() {
        out.flush();
    }
}

package dev.lamina.cli.progress;

import dev.lamina.cli.command.Printable;
import dev.lamina.engine.transfer.TransferEvent;
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

    /// How often the progress of one layer is told.
    private static final Duration INTERVAL = Duration.ofMillis(200);

    private final PrintStream out;
    private final InstantSource clock;
    private final Map<Descriptor, Instant> lastTold = new HashMap<>();

    JsonLines(PrintStream out, InstantSource clock) {
        this.out = out;
        this.clock = clock;
    }

    @Override
    public void on(TransferEvent event) {
        Instant now = clock.instant();
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
            case TransferEvent.LayerMounted mounted -> {
                var line = layer(now, "mounted", mounted.layer());
                line.put("from", mounted.from().toString());
                print(line);
            }
            case TransferEvent.LayerWaiting waiting ->
                    print(layer(now, "waiting", waiting.layer()));
            case TransferEvent.LayerProgress progress -> progress(now, progress);
            case TransferEvent.LayerVerified verified ->
                    print(layer(now, "verified", verified.layer()));
            case TransferEvent.LayerCommitted committed ->
                    print(layer(now, "done", committed.layer()));
            case TransferEvent.LayerRetrying retrying -> {
                var line = layer(now, "retrying", retrying.layer());
                line.put("attempt", retrying.attempt());
                line.put("reason", retrying.reason());
                print(line);
            }
        }
    }

    private void progress(Instant now, TransferEvent.LayerProgress progress) {
        Instant last = lastTold.getOrDefault(progress.layer(), Instant.MIN);
        boolean complete = progress.bytes() >= progress.total();
        if (complete || last.plus(INTERVAL).isBefore(now)) {
            lastTold.put(progress.layer(), now);
            var line = layer(now, "progress", progress.layer());
            line.put("bytes", progress.bytes());
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

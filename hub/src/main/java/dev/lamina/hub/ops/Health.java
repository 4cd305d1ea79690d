package dev.lamina.hub.ops;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Tells whether the parts that a hub stands on answer.
///
/// Everybody may ask; a result holds for a second, so that asking often costs nothing.
final class Health {

    private static final Duration VALIDITY = Duration.ofSeconds(1);

    private static final System.Logger LOG = System.getLogger(Health.class.getName());

    private final List<Part> parts;
    private final InstantSource clock;
    private @Nullable Result last;
    private Instant checked = Instant.MIN;

    Health(List<Part> parts, InstantSource clock) {
        this.parts = List.copyOf(parts);
        this.clock = clock;
    }

    /// Something that a hub stands on.
    record Part(String name, Check check) {}

    /// Fails if the part does not answer.
    @FunctionalInterface
    interface Check {

        void run() throws IOException;
    }

    /// What was found: for each part whether it answered.
    record Result(Map<String, Boolean> parts) {

        boolean isHealthy() {
            return !parts.containsValue(false);
        }
    }

    synchronized Result check() {
        Instant now = clock.instant();
        Result known = last;
        if (known != null && Duration.between(checked, now).compareTo(VALIDITY) < 0) {
            return known;
        }
        var answers = new LinkedHashMap<String, Boolean>();
        for (Part part : parts) {
            answers.put(part.name(), answers(part, known));
        }
        var result = new Result(answers);
        last = result;
        checked = now;
        return result;
    }

    private static boolean answers(Part part, @Nullable Result before) {
        try {
            part.check().run();
            return true;
        } catch (IOException | RuntimeException e) {
            if (before == null || before.isHealthy()) {
                LOG.log(System.Logger.Level.WARNING, "health, " + part.name() + ": " + e);
            }
            return false;
        }
    }
}

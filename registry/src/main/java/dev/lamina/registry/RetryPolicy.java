package dev.lamina.registry;

import dev.lamina.registry.http.Answer;
import dev.lamina.registry.http.NoAnswerException;

import java.io.InterruptedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// When and after which time to try again.
final class RetryPolicy {

    /// How often a request is sent that goes on failing.
    static final int ATTEMPTS = 5;

    /// Each of them has waited for the whole time limit.
    private static final int ATTEMPTS_IN_SILENCE = 2;

    /// Longer waits are the user's decision.
    static final Duration LONGEST_WAIT = Duration.ofSeconds(60);

    /// Each further one is twice as long: whole seconds, so that what users are told is what is done.
    private static final Duration FIRST_WAIT = Duration.ofSeconds(1);

    private final ClientOptions options;
    private final RetryListener listener;

    /// Hosts with their ports. Filled by several threads.
    private final Set<String> met;

    /// @param listener hears of each wait
    RetryPolicy(ClientOptions options, RetryListener listener) {
        this(options, listener, ConcurrentHashMap.newKeySet());
    }

    private RetryPolicy(ClientOptions options, RetryListener listener, Set<String> met) {
        this.options = options;
        this.listener = listener;
        this.met = met;
    }

    /// Returns the same policy, which knows the same hosts, for another listener.
    RetryPolicy telling(RetryListener other) {
        return new RetryPolicy(options, other, met);
    }

    /// Takes in that a host has answered. From now on it is away for a moment where it takes no connection.
    void meet(String host) {
        met.add(host);
    }

    /// Returns how long to wait before sending again; empty if that would not help, or would take
    /// too long.
    ///
    /// @param attempt counted from 1
    Optional<Duration> afterAnswer(Answer response, int attempt) {
        boolean transientFault =
                switch (response.status()) {
                    case 408, 429, 500, 502, 503, 504 -> true;
                    default -> false;
                };
        if (!transientFault || attempt >= ATTEMPTS) {
            return Optional.empty();
        }
        Duration wait = retryAfter(response).orElse(backoff(attempt));
        return wait.compareTo(LONGEST_WAIT) > 0 ? Optional.empty() : Optional.of(wait);
    }

    /// Returns how long to wait after a request to a host without an answer; empty if the next would have none
    /// either. One that takes no connection, and has never answered, is not there.
    Optional<Duration> afterSilence(String host, NoAnswerException.Kind kind, int attempt) {
        boolean absent = kind == NoAnswerException.Kind.REFUSED && !met.contains(host);
        return absent ? Optional.empty() : afterSilence(kind, attempt);
    }

    /// Returns how long to wait after a request without an answer, to a host that has answered before; empty
    /// if the next would have none either.
    Optional<Duration> afterSilence(NoAnswerException.Kind kind, int attempt) {
        int attempts =
                switch (kind) {
                    case REFUSED, BROKEN -> ATTEMPTS;
                    case SILENT -> ATTEMPTS_IN_SILENCE;
                    case NO_HOST, UNTRUSTED, REJECTED, PROTOCOL -> 1;
                };
        return attempt < attempts ? Optional.of(backoff(attempt)) : Optional.empty();
    }

    /// Returns how long to wait after a connection that broke on the way.
    Optional<Duration> afterBreak(int attempt) {
        return afterSilence(NoAnswerException.Kind.BROKEN, attempt);
    }

    /// Waits before sending again.
    ///
    /// @param attempt the one that failed, counted from 1
    /// @param reason  why it did, for the user
    void sleep(Duration duration, int attempt, String reason) throws InterruptedIOException {
        listener.on(attempt + 1, duration, reason);
        try {
            options.sleeper().sleep(duration);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        }
    }

    private static Duration backoff(int attempt) {
        return FIRST_WAIT.multipliedBy(1L << (attempt - 1));
    }

    /// Seconds, or a date (RFC 9110, 10.2.3).
    private Optional<Duration> retryAfter(Answer response) {
        Optional<String> header = response.header("Retry-After");
        if (header.isEmpty()) {
            return Optional.empty();
        }
        String text = header.get().strip();
        if (text.matches("[0-9]{1,9}")) {
            return Optional.of(Duration.ofSeconds(Long.parseLong(text)));
        }
        try {
            Instant when =
                    ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
            Duration wait = Duration.between(options.clock().instant(), when);
            return Optional.of(wait.isNegative() ? Duration.ZERO : wait);
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}

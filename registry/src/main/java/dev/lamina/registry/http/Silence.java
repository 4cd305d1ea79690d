package dev.lamina.registry.http;

import java.io.IOException;
import java.net.ConnectException;
import java.net.ProtocolException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import javax.net.ssl.SSLException;

/// Says why there is no answer, from what the JDK says about it.
final class Silence {

    /// The JDK's words.
    private static final Pattern EARLY_END =
            Pattern.compile("fixed content-length: ([0-9]+), bytes received: ([0-9]+)");

    private Silence() {}

    static NoAnswerException explain(IOException failure, Authority peer, Duration idleTimeout) {
        NoAnswerException.Kind kind = kind(failure);
        String reason =
                switch (kind) {
                    case NO_HOST -> "no such host";
                    case REFUSED -> connection(failure);
                    case UNTRUSTED -> "certificate: not trusted: " + message(failure);
                    case SILENT -> "no answer for " + seconds(idleTimeout);
                    case PROTOCOL, BROKEN -> message(failure);
                };
        return new NoAnswerException(peer, kind, reason, failure);
    }

    static String seconds(Duration duration) {
        long millis = duration.toMillis();
        return millis == 1000
                ? "a second"
                : (millis % 1000 == 0 ? String.valueOf(millis / 1000) : millis / 1e3) + " seconds";
    }

    private static NoAnswerException.Kind kind(IOException failure) {
        if (failure instanceof HttpConnectTimeoutException) {
            return NoAnswerException.Kind.REFUSED;
        }
        if (failure instanceof HttpTimeoutException) {
            return NoAnswerException.Kind.SILENT;
        }
        if (hasCause(failure, UnresolvedAddressException.class)) {
            return NoAnswerException.Kind.NO_HOST;
        }
        if (failure instanceof ConnectException) {
            return NoAnswerException.Kind.REFUSED;
        }
        if (hasCause(failure, GeneralSecurityException.class)) {
            return NoAnswerException.Kind.UNTRUSTED;
        }
        boolean garbled =
                hasCause(failure, ProtocolException.class)
                        || failure instanceof SSLException
                                && message(failure).startsWith("Unsupported or unrecognized");
        return garbled ? NoAnswerException.Kind.PROTOCOL : NoAnswerException.Kind.BROKEN;
    }

    private static String connection(IOException failure) {
        if (failure instanceof HttpConnectTimeoutException) {
            return "no connection in time";
        }
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ConnectException && cause.getMessage() != null) {
                return cause.getMessage();
            }
        }
        return "connection refused";
    }

    /// The first text there is; the JDK's exceptions may have none.
    static String message(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause.getMessage() != null && !cause.getMessage().isBlank()) {
                Matcher early = EARLY_END.matcher(cause.getMessage());
                return early.matches()
                        ? "the connection ended after %s of %s bytes"
                                .formatted(early.group(2), early.group(1))
                        : cause.getMessage();
            }
        }
        return "the connection ended";
    }

    private static boolean hasCause(Throwable failure, Class<? extends Throwable> type) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (type.isInstance(cause)) {
                return true;
            }
        }
        return false;
    }
}

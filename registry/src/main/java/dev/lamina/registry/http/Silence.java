package dev.lamina.registry.http;

import java.io.IOException;
import java.net.ConnectException;
import java.net.ProtocolException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import javax.net.ssl.SSLException;

/// Says why there is no answer, from what the JDK says about it.
final class Silence {

    /// The JDK's words.
    private static final Pattern EARLY_END =
            Pattern.compile("fixed content-length: ([0-9]+), bytes received: ([0-9]+)");

    private Silence() {}

    /// Explains a failure.
    ///
    /// @param proxy names the variable and the address of the proxy that was asked, if one was
    static NoAnswerException explain(
            IOException failure, Authority peer, Optional<String> proxy, Duration idleTimeout) {
        NoAnswerException.Kind kind = kind(failure);
        String reason =
                switch (kind) {
                    case NO_HOST -> "no such host";
                    case REFUSED -> connection(failure);
                    case UNTRUSTED -> "certificate: not trusted: " + Distrust.reason(failure);
                    case SILENT -> "no answer for " + seconds(idleTimeout);
                    case REJECTED, PROTOCOL, BROKEN -> message(failure);
                };
        boolean unreached =
                kind == NoAnswerException.Kind.NO_HOST || kind == NoAnswerException.Kind.REFUSED;
        boolean isProxy = unreached && proxy.isPresent() || isProxy(failure);
        String who = isProxy && unreached ? proxy.orElseThrow() : peer.toString();
        String advice =
                isProxy
                        ? "check the proxy that HTTPS_PROXY or HTTP_PROXY names, and NO_PROXY"
                        : advice(kind, failure, peer);
        return new NoAnswerException(who, kind, reason, advice, failure);
    }

    private static String advice(NoAnswerException.Kind kind, IOException failure, Authority peer) {
        return switch (kind) {
            case NO_HOST ->
                    peer.host().indexOf('.') < 0
                            ? "a word with capital letters before '/' names a host; repositories"
                                    + " are in lower case"
                            : "check how the name is spelt, and this machine's network and DNS";
            case REFUSED ->
                    failure instanceof HttpConnectTimeoutException
                            ? "check the address, and whether a firewall or a proxy (HTTPS_PROXY)"
                                    + " is in between"
                            : "check the address and the port, and whether the registry runs";
            case UNTRUSTED -> Distrust.advice(failure, peer);
            case REJECTED ->
                    "if it wants a certificate, put client.cert and client.key to"
                            + " /etc/docker/certs.d/"
                            + peer;
            case PROTOCOL ->
                    "if it speaks plain HTTP, and may, name "
                            + peer
                            + " in insecureRegistries of the configuration file";
            case SILENT -> "try again later";
            case BROKEN -> "";
        };
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
        if (failure instanceof SSLException && message(failure).contains("fatal alert: ")) {
            return NoAnswerException.Kind.REJECTED;
        }
        boolean garbled =
                hasCause(failure, ProtocolException.class)
                        || failure instanceof SSLException
                                && message(failure).equals("it does not speak TLS");
        return garbled ? NoAnswerException.Kind.PROTOCOL : NoAnswerException.Kind.BROKEN;
    }

    /// The JDK's words, and those of [Transport].
    private static boolean isProxy(IOException failure) {
        return message(failure).startsWith("proxy: ");
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
                if (cause.getMessage().contains("nrecognized SSL message")) {
                    return "it does not speak TLS";
                }
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

package dev.lamina.registry.http;

import java.io.IOException;
import java.net.ConnectException;
import java.net.ProtocolException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Optional;

import javax.net.ssl.SSLException;

/// Says why there is no answer, from what the JDK says about it.
final class Silence {

    /// What [Connector] says of a host that does not take a connection in time.
    static final String NO_CONNECTION_IN_TIME = "no connection in time";

    private static final String NO_TLS = "it does not speak TLS";

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
                    case UNTRUSTED -> "certificate: not trusted: " + Distrust.reason(failure);
                    case SILENT -> "no answer for " + seconds(idleTimeout);
                    case REFUSED, REJECTED, PROTOCOL, BROKEN -> message(failure);
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
                    message(failure).equals(NO_CONNECTION_IN_TIME)
                            ? "check the address, and whether a firewall or a proxy (HTTPS_PROXY)"
                                    + " is in between"
                            : "check the address and the port, and whether the registry runs";
            case UNTRUSTED -> Distrust.advice(failure, peer);
            case REJECTED ->
                    "if it wants a certificate, put client.cert and client.key to"
                            + " /etc/docker/certs.d/"
                            + peer;
            case PROTOCOL ->
                    message(failure).equals(NO_TLS)
                            ? "if it speaks plain HTTP, and may, name "
                                    + peer
                                    + " in insecureRegistries of the configuration file"
                            : "";
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
        if (hasCause(failure, UnknownHostException.class)) {
            return NoAnswerException.Kind.NO_HOST;
        }
        if (failure instanceof ConnectException) {
            return NoAnswerException.Kind.REFUSED;
        }
        if (isTimeout(failure)) {
            return NoAnswerException.Kind.SILENT;
        }
        if (hasCause(failure, GeneralSecurityException.class)) {
            return NoAnswerException.Kind.UNTRUSTED;
        }
        if (failure instanceof SSLException && message(failure).contains("fatal alert: ")) {
            return NoAnswerException.Kind.REJECTED;
        }
        boolean garbled =
                hasCause(failure, ProtocolException.class)
                        || failure instanceof SSLException && message(failure).equals(NO_TLS);
        return garbled ? NoAnswerException.Kind.PROTOCOL : NoAnswerException.Kind.BROKEN;
    }

    /// The words of [Connector].
    private static boolean isProxy(IOException failure) {
        return message(failure).startsWith("proxy: ");
    }

    /// Tells whether a peer said nothing for too long.
    static boolean isTimeout(IOException failure) {
        return hasCause(failure, SocketTimeoutException.class);
    }

    /// The first text there is; the JDK's exceptions may have none.
    static String message(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause.getMessage() != null && !cause.getMessage().isBlank()) {
                if (cause.getMessage().contains("nrecognized SSL message")) {
                    return NO_TLS;
                }
                return cause.getMessage();
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

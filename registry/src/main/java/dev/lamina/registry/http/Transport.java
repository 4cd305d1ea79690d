package dev.lamina.registry.http;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

import javax.net.ssl.SSLContext;

/// Sends single requests: proxies, TLS, time limits. Follows nothing, and repeats only what was lost with a
/// connection that the peer had ended.
///
/// The thread that asks does all the work; only a long body is sent by another, so that an early answer is
/// heard. Connections are kept and used again.
public final class Transport implements AutoCloseable {

    private final String userAgent;
    private final Duration idleTimeout;
    private final Predicate<String> unverified;
    private final ProxySettings proxies;
    private final TlsContexts tls;
    private final ConnectionPool pool = new ConnectionPool();
    private final Connector connector;

    /// By `host[:port]` where it has certificates of its own or is not verified. Guards itself.
    private final Map<String, SSLContext> contexts = new HashMap<>();

    /// Creates a transport. It connects when it is first used.
    ///
    /// @param idleTimeout how long a peer may say nothing
    /// @param unverified  tells which `host[:port]` need not prove who they are
    public Transport(
            String userAgent,
            ProxySettings proxies,
            TlsContexts tls,
            Duration idleTimeout,
            Predicate<String> unverified) {
        this.userAgent = userAgent;
        this.idleTimeout = idleTimeout;
        this.unverified = unverified;
        this.proxies = proxies;
        this.tls = tls;
        this.connector = new Connector(pool, idleTimeout);
    }

    /// Tells whether the user has certificates for just this `host[:port]`.
    public boolean hasCertificates(String authority) {
        return tls.hasOwn(authority);
    }

    /// Sends a request. The caller closes the body of the answer.
    ///
    /// @param headers by name
    /// @throws NoAnswerException with a message for the user, if there is no answer
    public Answer send(String method, URI uri, Map<String, String> headers, Content content)
            throws IOException {
        checkHost(uri);
        proxies.check(uri);
        Route route = Route.of(uri, proxies.address(uri));
        Optional<SSLContext> context =
                route.encrypted() ? Optional.of(context(uri.getAuthority())) : Optional.empty();
        Request request = request(route, method, uri, headers, content);
        Request tunnel = tunnel(uri);
        try {
            return send(route, request, tunnel, context);
        } catch (IOException e) {
            if (Thread.currentThread().isInterrupted()) {
                throw new InterruptedIOException("interrupted");
            }
            throw Silence.explain(
                    e instanceof UnansweredException unanswered ? unanswered.failure() : e,
                    Authority.of(uri.getAuthority()),
                    proxies.shown(uri),
                    idleTimeout);
        }
    }

    /// Without a name, the system would take this machine for the host.
    private static void checkHost(URI uri) throws IOException {
        if (uri.getHost() == null || uri.getHost().isEmpty()) {
            throw new IOException("URI: expected a host, got none");
        }
    }

    private Answer send(Route route, Request request, Request tunnel, Optional<SSLContext> context)
            throws IOException {
        Optional<Connection> kept = pool.take(route);
        if (kept.isPresent()) {
            try {
                return kept.get().send(request);
            } catch (UnansweredException e) {
                if (!request.isSafe()) {
                    throw e;
                }
            }
        }
        return connector.open(route, tunnel, context).send(request);
    }

    private Request request(
            Route route, String method, URI uri, Map<String, String> headers, Content content)
            throws IOException {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("User-Agent", userAgent);
        fields.putAll(headers);
        if (route.isForwarded()) {
            proxies.authorization(uri).ifPresent(value -> fields.put("Proxy-Authorization", value));
        }
        return Request.of(method, uri, route.isForwarded(), fields, content);
    }

    private Request tunnel(URI uri) throws IOException {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("User-Agent", userAgent);
        proxies.authorization(uri).ifPresent(value -> fields.put("Proxy-Authorization", value));
        return Request.tunnel(uri, fields);
    }

    private SSLContext context(String authority) throws IOException {
        boolean special = unverified.test(authority) || tls.hasOwn(authority);
        synchronized (contexts) {
            SSLContext context = contexts.get(special ? authority : "");
            if (context == null) {
                context = tls.of(authority, !unverified.test(authority));
                contexts.put(special ? authority : "", context);
            }
            return context;
        }
    }

    @Override
    public void close() {
        pool.close();
    }
}

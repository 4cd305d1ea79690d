package dev.lamina.registry.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.ProtocolException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;

import javax.net.ssl.SSLContext;

/// Sends single requests: proxies, TLS, time limits. Follows nothing and repeats nothing.
///
/// There is one client of the JDK for each host that has certificates of its own or is not
/// verified, one for all other HTTPS, and one for plain HTTP, which does without trusted
/// certificates.
public final class Transport implements AutoCloseable {

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(20);

    /// A peer that has all of a body may need longer than others to say so: it reads a large blob
    /// again to verify it, or moves it.
    private static final int PATIENCE_AFTER_BODY = 10;

    private final String userAgent;
    private final Duration idleTimeout;
    private final Predicate<String> unverified;
    private final ProxySettings proxies;
    private final TlsContexts tls;

    /// Guards itself.
    private final Map<String, HttpClient> clients = new HashMap<>();

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
    }

    /// Tells whether the user has certificates for just this `host[:port]`.
    public boolean hasCertificates(String authority) {
        return tls.hasOwn(authority);
    }

    /// Sends a request. The caller closes the body of the answer.
    ///
    /// @param headers by name
    /// @throws NoAnswerException with a message for the user, if there is no answer
    public HttpResponse<InputStream> send(
            String method, URI uri, Map<String, String> headers, Content content)
            throws IOException {
        proxies.check(uri);
        HttpRequest.Builder request = request(method, uri, content);
        headers.forEach(request::header);
        proxies.authorization(uri).ifPresent(value -> request.header("Proxy-Authorization", value));
        HttpClient client = client(uri);
        try {
            return answered(
                    content.sent() < 0
                            ? client.send(
                                    request.timeout(idleTimeout).build(),
                                    _ -> new BodyStream(idleTimeout))
                            : sendWatched(client, request.build(), content));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        } catch (IOException e) {
            throw Silence.explain(
                    e, Authority.of(uri.getAuthority()), proxies.shown(uri), idleTimeout);
        }
    }

    /// With a body, even an empty one, a GET would claim a length of 0.
    private HttpRequest.Builder request(String method, URI uri, Content content) {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri).header("User-Agent", userAgent);
        return switch (method) {
            case "GET" -> request.GET();
            case "HEAD" -> request.HEAD();
            default -> request.method(method, content.publisher());
        };
    }

    /// A proxy that opens no tunnel answers in place of the host, and without a body.
    private static HttpResponse<InputStream> answered(HttpResponse<InputStream> response)
            throws IOException {
        if (response.body() == null) {
            throw new ProtocolException(
                    "proxy: expected a tunnel, got status " + response.statusCode());
        }
        return response;
    }

    @Override
    public void close() {
        synchronized (clients) {
            clients.values().forEach(HttpClient::shutdownNow);
            clients.clear();
        }
    }

    /// Sends a body that may take long: there is a limit only for how long nothing moves.
    private HttpResponse<InputStream> sendWatched(
            HttpClient client, HttpRequest request, Content content)
            throws IOException, InterruptedException {
        CompletableFuture<HttpResponse<InputStream>> answer =
                client.sendAsync(request, _ -> new BodyStream(idleTimeout));
        try {
            int patience = PATIENCE_AFTER_BODY;
            while (true) {
                long before = content.sent();
                try {
                    return answer.get(idleTimeout.toMillis(), TimeUnit.MILLISECONDS);
                } catch (TimeoutException e) {
                    boolean moved = content.sent() != before;
                    if (!moved && (!content.isComplete() || --patience == 0)) {
                        throw new HttpTimeoutException("idle");
                    }
                }
            }
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException cause ? cause : new IOException(e.getCause());
        } finally {
            answer.cancel(true);
        }
    }

    private HttpClient client(URI uri) throws IOException {
        String authority = uri.getAuthority();
        boolean plain = uri.getScheme().equals("http");
        boolean special = !plain && (unverified.test(authority) || tls.hasOwn(authority));
        String key = plain ? "http" : special ? authority : "https";
        synchronized (clients) {
            HttpClient client = clients.get(key);
            if (client == null) {
                client =
                        HttpClient.newBuilder()
                                .version(HttpClient.Version.HTTP_1_1)
                                .followRedirects(HttpClient.Redirect.NEVER)
                                .connectTimeout(CONNECT_TIMEOUT)
                                .proxy(proxies)
                                .sslContext(plain ? TlsContexts.none() : context(authority))
                                .build();
                clients.put(key, client);
            }
            return client;
        }
    }

    private SSLContext context(String authority) throws IOException {
        return tls.of(authority, !unverified.test(authority));
    }
}

package dev.lamina.registry;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

import javax.net.ssl.SSLException;

/// Sends single requests: proxies, TLS, time limits. Follows nothing and repeats nothing.
///
/// There is one client of the JDK for each host that has certificates of its own, one for all other
/// HTTPS, and one for plain HTTP, which does without trusted certificates.
final class Transport implements AutoCloseable {

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(20);

    private final ClientOptions options;
    private final ProxySettings proxies;
    private final TlsContexts tls;

    /// Guards itself.
    private final Map<String, HttpClient> clients = new HashMap<>();

    Transport(ClientOptions options) {
        this.options = options;
        this.proxies = new ProxySettings(options.environment());
        this.tls = new TlsContexts(options.environment(), options.home());
    }

    /// Starts a request.
    HttpRequest.Builder request(URI uri) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(uri)
                        .timeout(options.idleTimeout())
                        .header("User-Agent", options.userAgent());
        proxies.authorization(uri).ifPresent(value -> request.header("Proxy-Authorization", value));
        return request;
    }

    /// Sends a request. The caller closes the body.
    ///
    /// @throws IOException with a message for the user, if there is no answer
    HttpResponse<InputStream> send(HttpRequest request) throws IOException {
        try {
            return client(request.uri()).send(request, _ -> new BodyStream(options.idleTimeout()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        } catch (IOException e) {
            throw new IOException(explain(e, request.uri()), e);
        }
    }

    @Override
    public void close() {
        synchronized (clients) {
            clients.values().forEach(HttpClient::shutdownNow);
            clients.clear();
        }
    }

    private HttpClient client(URI uri) throws IOException {
        String authority = uri.getAuthority();
        boolean plain = uri.getScheme().equals("http");
        String key = plain ? "http" : tls.hasOwn(authority) ? authority : "https";
        synchronized (clients) {
            HttpClient client = clients.get(key);
            if (client == null) {
                client =
                        HttpClient.newBuilder()
                                .version(HttpClient.Version.HTTP_1_1)
                                .followRedirects(HttpClient.Redirect.NEVER)
                                .connectTimeout(CONNECT_TIMEOUT)
                                .proxy(proxies)
                                .sslContext(plain ? TlsContexts.none() : tls.of(authority))
                                .build();
                clients.put(key, client);
            }
            return client;
        }
    }

    private String explain(IOException failure, URI uri) {
        String host = uri.getAuthority();
        return switch (failure) {
            case HttpConnectTimeoutException _ -> host + ": no connection in time";
            case HttpTimeoutException _ ->
                    host + ": no answer for " + options.idleTimeout().toSeconds() + " seconds";
            case ConnectException e when hasCause(e, UnresolvedAddressException.class) ->
                    host + ": no such host";
            case ConnectException _ -> host + ": connection refused";
            case SSLException e -> host + ": TLS: " + e.getMessage();
            default -> host + ": " + failure.getMessage();
        };
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

package dev.lamina.http;

import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;

/// An HTTP/1.1 server, with TLS or without.
public final class HttpServer implements AutoCloseable {

    /// For accepting and selecting only; requests run on virtual threads.
    private static final int PLATFORM_THREADS = 8;

    private static final int ACCEPTORS = 1;
    private static final int SELECTORS = 1;
    private static final int BUFFER_SIZE = 32 << 10;

    /// Jetty announces itself at INFO. Held here, because loggers are weakly referenced.
    private static final Logger JETTY = Logger.getLogger("org.eclipse.jetty");

    /// What these warn of is what clients do, with the bytes that they sent.
    private static final List<Logger> SILENT =
            Stream.of(
                            "org.eclipse.jetty.util.HostPort",
                            "org.eclipse.jetty.http.HttpParser",
                            "org.eclipse.jetty.server.Response",
                            "org.eclipse.jetty.server.internal")
                    .map(Logger::getLogger)
                    .toList();

    private final Server server;
    private final ServerConnector connector;
    private final ConnectionGuard guard;
    private final Optional<TlsCertificate> certificate;

    private HttpServer(
            Server server,
            ServerConnector connector,
            ConnectionGuard guard,
            Optional<TlsCertificate> certificate) {
        this.certificate = certificate;
        this.server = server;
        this.connector = connector;
        this.guard = guard;
    }

    /// Starts to listen.
    ///
    /// @throws java.net.BindException if the address cannot be had; the message says where and why
    /// @throws IOException if a file of TLS cannot be used
    public static HttpServer start(
            InetSocketAddress listen,
            ServerOptions options,
            HttpHandler handler,
            RequestListener listener)
            throws IOException {
        Optional<TlsCertificate> certificate =
                options.tls().isPresent()
                        ? Optional.of(TlsCertificate.watch(options.tls().get()))
                        : Optional.empty();
        JETTY.setLevel(Level.WARNING);
        SILENT.forEach(logger -> logger.setLevel(Level.OFF));
        var threads = new QueuedThreadPool(PLATFORM_THREADS);
        threads.setName("http");
        threads.setVirtualThreadsExecutor(Executors.newVirtualThreadPerTaskExecutor());
        var server = new Server(threads);
        server.setStopTimeout(HttpLimits.STOP_TIMEOUT.toMillis());
        server.addBean(new NetworkConnectionLimit(HttpLimits.MAX_CONNECTIONS, server));
        var connector =
                new ServerConnector(server, ACCEPTORS, SELECTORS, factories(certificate, options));
        InetAddress address = listen.getAddress();
        connector.setHost(address == null ? listen.getHostString() : address.getHostAddress());
        connector.setPort(listen.getPort());
        connector.setAcceptQueueSize(HttpLimits.MAX_NEW_CONNECTIONS);
        connector.setIdleTimeout(options.idle().toMillis());
        var guard = new ConnectionGuard(options.idle(), options.trusted());
        connector.addBean(guard);
        server.addConnector(connector);
        server.setHandler(new ExchangeHandler(handler, guard, options));
        server.setErrorHandler(new PlainErrorHandler(handler));
        server.setRequestLog(new RequestLog(listener));
        return start(new HttpServer(server, connector, guard, certificate), listen);
    }

    private static HttpServer start(HttpServer started, InetSocketAddress listen)
            throws IOException {
        try {
            started.server.start();
            return started;
        } catch (IOException e) {
            started.close();
            throw ListenFailure.of(listen, e);
        } catch (Exception e) {
            started.close();
            throw new IOException("starting the HTTP server: " + e.getMessage(), e);
        }
    }

    /// What speaks on a connection: TLS if there is a certificate, then HTTP.
    private static ConnectionFactory[] factories(
            Optional<TlsCertificate> certificate, ServerOptions options) {
        HttpConfiguration configuration = configuration();
        if (options.isBehindProxy()) {
            configuration.addCustomizer(new ProxyCustomizer(options.proxies()));
        }
        if (certificate.isEmpty()) {
            return new ConnectionFactory[] {new HttpConnectionFactory(configuration)};
        }
        // Which name a client calls the hub by is checked by the client, against the certificate.
        configuration.addCustomizer(new SecureRequestCustomizer(false));
        var http = new HttpConnectionFactory(configuration);
        return new ConnectionFactory[] {
            new SslConnectionFactory(certificate.get().factory(), http.getProtocol()), http
        };
    }

    private static HttpConfiguration configuration() {
        var configuration = new HttpConfiguration();
        configuration.setSendServerVersion(false);
        configuration.setRequestHeaderSize(HttpLimits.MAX_HEADER_SIZE);
        configuration.setInputBufferSize(BUFFER_SIZE);
        configuration.setOutputBufferSize(BUFFER_SIZE);
        return configuration;
    }

    /// Where it listens; the port is the real one if port 0 was asked for.
    public InetSocketAddress address() {
        return new InetSocketAddress(connector.getHost(), connector.getLocalPort());
    }

    /// Returns how many connections are open.
    public int connections() {
        return connector.getConnectedEndPoints().size();
    }

    /// Returns when the certificate expires; empty without TLS.
    public Optional<Instant> certificateExpiry() {
        return certificate.map(TlsCertificate::expiry);
    }

    /// Reads the certificate again if its files have changed, at once.
    public void refreshCertificate() {
        certificate.ifPresent(TlsCertificate::refresh);
    }

    /// Stops: no new requests, then those under way get a moment to end.
    @Override
    public void close() {
        certificate.ifPresent(TlsCertificate::close);
        guard.close();
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException("stopping the HTTP server", e);
        }
    }
}

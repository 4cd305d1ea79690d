package dev.lamina.hub.http;

import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.Executors;
import java.util.logging.Level;
import java.util.logging.Logger;

/// An HTTP/1.1 server.
public final class HttpServer implements AutoCloseable {

    /// For accepting and selecting only; requests run on virtual threads.
    private static final int PLATFORM_THREADS = 8;

    private static final int BUFFER_SIZE = 32 << 10;

    /// Jetty announces itself at INFO. Held here, because loggers are weakly referenced.
    private static final Logger JETTY = Logger.getLogger("org.eclipse.jetty");

    private final Server server;
    private final FileConnector connector;

    private HttpServer(Server server, FileConnector connector) {
        this.server = server;
        this.connector = connector;
    }

    /// Starts to listen.
    ///
    /// @throws IOException if the address cannot be had
    public static HttpServer start(
            InetSocketAddress listen, HttpHandler handler, RequestListener listener)
            throws IOException {
        JETTY.setLevel(Level.WARNING);
        var threads = new QueuedThreadPool(PLATFORM_THREADS);
        threads.setName("http");
        threads.setVirtualThreadsExecutor(Executors.newVirtualThreadPerTaskExecutor());
        var server = new Server(threads);
        server.setStopTimeout(HttpLimits.STOP_TIMEOUT.toMillis());
        server.addBean(new NetworkConnectionLimit(HttpLimits.MAX_CONNECTIONS, server));
        var connector = new FileConnector(server, new HttpConnectionFactory(configuration()));
        InetAddress address = listen.getAddress();
        connector.setHost(address == null ? listen.getHostString() : address.getHostAddress());
        connector.setPort(listen.getPort());
        connector.setIdleTimeout(HttpLimits.IDLE_TIMEOUT.toMillis());
        server.addConnector(connector);
        server.setHandler(new ExchangeHandler(handler));
        server.setErrorHandler(new PlainErrorHandler());
        server.setRequestLog(new RequestLog(listener));
        return start(server, connector);
    }

    private static HttpServer start(Server server, FileConnector connector) throws IOException {
        var started = new HttpServer(server, connector);
        try {
            server.start();
            return started;
        } catch (IOException e) {
            started.close();
            throw e.getCause() == null
                    ? e
                    : new IOException(e.getMessage() + ": " + e.getCause().getMessage(), e);
        } catch (Exception e) {
            started.close();
            throw new IOException("starting the HTTP server: " + e.getMessage(), e);
        }
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

    /// Stops: no new requests, then those under way get a moment to end.
    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException("stopping the HTTP server", e);
        }
    }

    /// Jetty's lifecycle for our handlers.
    private static final class ExchangeHandler extends Handler.Abstract {

        private final HttpHandler handler;

        ExchangeHandler(HttpHandler handler) {
            this.handler = handler;
        }

        @Override
        public boolean handle(
                org.eclipse.jetty.server.Request request,
                org.eclipse.jetty.server.Response response,
                org.eclipse.jetty.util.Callback callback)
                throws Exception {
            handler.handle(new Exchange(request, response));
            callback.succeeded();
            return true;
        }
    }
}

package dev.lamina.http;

import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.Arrays;

/// Gives Jetty's requests to our handler. Nothing that fails here reaches Jetty: it would write the
/// whole request to the log, with the secrets in its query.
final class ExchangeHandler extends Handler.Abstract {

    private static final System.Logger LOG = System.getLogger(ExchangeHandler.class.getName());

    /// Thirty days, so that a hub whose TLS is given up can be reached by its old visitors again
    /// (RFC 6797 section 6.1).
    private static final String TRANSPORT_SECURITY = "max-age=2592000";

    private static final String TRUSTED = "";

    private final HttpHandler handler;
    private final ConnectionGuard guard;
    private final ServerOptions options;
    private final MemoryBudget memory;

    ExchangeHandler(HttpHandler handler, ConnectionGuard guard, ServerOptions options) {
        this.handler = handler;
        this.options = options;
        this.guard = guard;
        memory =
                new MemoryBudget(
                        Runtime.getRuntime().maxMemory() / HttpLimits.BODY_SHARE,
                        HttpLimits.BODY_PATIENCE);
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        Connection connection = request.getConnectionMetaData().getConnection();
        Pace pace = guard.begin(connection);
        try (var exchange = new Exchange(request, response, pace, memory, client(request))) {
            serve(exchange);
            callback.succeeded();
        } catch (IOException e) {
            // Also what Jetty says of a client that has gone.
            LOG.log(System.Logger.Level.DEBUG, "an answer that could not be sent", e);
            callback.failed(e);
        } finally {
            pace.endRequest(connection.getBytesIn());
        }
        return true;
    }

    /// Behind a proxy it is the one that the proxy names.
    private String client(Request request) {
        SocketAddress address = request.getConnectionMetaData().getRemoteSocketAddress();
        if (!(address instanceof InetSocketAddress remote)) {
            return TRUSTED;
        }
        boolean isTrusted = !options.isBehindProxy() && options.trusted().test(remote.getAddress());
        return isTrusted ? TRUSTED : AddressCounts.network(remote.getAddress()).getHostAddress();
    }

    /// @throws IOException if the answer has begun and cannot be ended
    private void serve(Exchange exchange) throws IOException {
        exchange.with("X-Content-Type-Options", "nosniff");
        if (exchange.isSecure()) {
            exchange.with("Strict-Transport-Security", TRANSPORT_SECURITY);
        }
        try {
            if (isPlain(exchange.rawPath())) {
                handler.handle(exchange);
            } else {
                sendError(exchange, 400, "path: expected no parameters and no dots alone");
            }
        } catch (ClientGoneException e) {
            if (exchange.isCommitted()) {
                throw e;
            }
            sendError(exchange, e.status(), HttpStatus.getMessage(e.status()));
        } catch (Throwable e) {
            fail(exchange, e);
        }
        exchange.drain();
    }

    private void fail(Exchange exchange, Throwable failure) throws IOException {
        boolean isOver = exchange.isCommitted();
        if (isOver && failure instanceof IOException e) {
            throw e;
        }
        LOG.log(
                System.Logger.Level.ERROR,
                LogText.of("answering " + exchange.method() + " " + exchange.rawPath(), failure));
        if (isOver) {
            throw new IOException("the answer was cut short", failure);
        }
        sendError(exchange.withoutContent(), 500, "Internal Server Error");
    }

    /// Tells whether a path means to everybody what it says: some servers and proxies drop parameters
    /// and resolve dots, others do not.
    private static boolean isPlain(String rawPath) {
        if (rawPath.indexOf(';') >= 0) {
            return false;
        }
        boolean hasDots = rawPath.contains("/.") || rawPath.indexOf('%') >= 0;
        return !hasDots
                || Arrays.stream(rawPath.split("/", -1))
                        .map(segment -> segment.replaceAll("(?i)%2e", "."))
                        .noneMatch(segment -> segment.equals(".") || segment.equals(".."));
    }

    private void sendError(Exchange exchange, int status, String message) throws IOException {
        HttpHandler.ErrorBody body = handler.error(exchange.path(), status, message);
        exchange.with("Content-Type", body.contentType()).send(status, body.content());
    }
}

package dev.lamina.registry.http;

import org.jspecify.annotations.Nullable;

import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProtocolException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.StandardSocketOptions;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/// Opens connections: finds addresses, asks proxies for tunnels, and begins TLS.
final class Connector {

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(20);

    private final ConnectionPool pool;
    private final Duration idleTimeout;

    Connector(ConnectionPool pool, Duration idleTimeout) {
        this.pool = pool;
        this.idleTimeout = idleTimeout;
    }

    /// Opens a connection.
    ///
    /// @param tunnel what a proxy is asked first, where the route has a tunnel
    /// @param tls    whom to trust, where TLS is spoken
    Connection open(Route route, Request tunnel, Optional<SSLContext> tls) throws IOException {
        SocketChannel channel = connect(route.first());
        try {
            Socket socket = channel.socket();
            socket.setSoTimeout(Math.clamp(idleTimeout.toMillis(), 1, Integer.MAX_VALUE));
            if (route.hasTunnel()) {
                askForTunnel(socket, tunnel);
            }
            if (tls.isPresent()) {
                socket = encrypted(socket, route.peer(), tls.get());
            }
            return new Connection(
                    channel,
                    socket,
                    idleTimeout,
                    connection -> pool.keep(route, connection),
                    _ -> pool.forget(channel));
        } catch (IOException | RuntimeException | Error e) {
            end(channel);
            throw e;
        }
    }

    /// Tries the addresses of a host, one after the other, within one limit of time.
    private SocketChannel connect(Authority peer) throws IOException {
        InetAddress[] addresses = InetAddress.getAllByName(peer.host());
        long begin = System.nanoTime();
        IOException first = null;
        for (int i = 0; i < addresses.length; i++) {
            long left = CONNECT_TIMEOUT.toNanos() - (System.nanoTime() - begin);
            int share = Math.clamp(left / 1_000_000 / (addresses.length - i), 1, Integer.MAX_VALUE);
            SocketChannel channel = pool.openChannel();
            try {
                channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
                channel.socket().connect(new InetSocketAddress(addresses[i], peer.port()), share);
                return channel;
            } catch (IOException e) {
                end(channel);
                if (Thread.currentThread().isInterrupted()) {
                    throw e;
                }
                first = first == null ? e : first;
            }
        }
        throw unreached(first);
    }

    private static IOException unreached(@Nullable IOException failure) {
        String said = failure == null ? null : failure.getMessage();
        var unreached =
                failure instanceof SocketTimeoutException
                        ? new ConnectException(Silence.NO_CONNECTION_IN_TIME)
                        : new ConnectException(
                                said == null
                                        ? "connection refused"
                                        : said.substring(0, 1).toLowerCase(Locale.ROOT)
                                                + said.substring(1));
        unreached.initCause(failure);
        return unreached;
    }

    private void askForTunnel(Socket socket, Request tunnel) throws IOException {
        socket.getOutputStream().write(tunnel.head());
        var input = new HttpInput(socket);
        input.hurry(idleTimeout);
        if (!input.await()) {
            throw new EOFException("the connection ended before an answer");
        }
        AnswerHead head;
        do {
            head = AnswerHead.read(input);
        } while (head.isInterim());
        input.unhurried(idleTimeout);
        if (head.status() / 100 != 2) {
            throw new ProtocolException("proxy: expected a tunnel, got status " + head.status());
        }
        // TLS lets the client speak first.
        if (input.hasBuffered()) {
            throw new ProtocolException("proxy: expected a tunnel, got bytes of its own");
        }
    }

    private static SSLSocket encrypted(Socket socket, Authority peer, SSLContext tls)
            throws IOException {
        var secure =
                (SSLSocket)
                        tls.getSocketFactory()
                                .createSocket(
                                        socket, peer.host(), peer.port(), /* autoClose */ true);
        SSLParameters parameters = secure.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        secure.setSSLParameters(parameters);
        secure.startHandshake();
        return secure;
    }

    private void end(SocketChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            // There is nothing to save.
        }
        pool.forget(channel);
    }
}

package dev.lamina.registry.http;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Connections that wait for another request, and all sockets that are open. `synchronized` on the pool
/// guards all fields.
final class ConnectionPool implements AutoCloseable {

    private final Map<Route, Deque<Connection>> idle = new HashMap<>();
    private final Set<SocketChannel> open = new HashSet<>();
    private boolean closed;

    /// Takes a connection of a route that the peer has not ended.
    Optional<Connection> take(Route route) {
        while (true) {
            Connection connection = next(route);
            if (connection == null) {
                return Optional.empty();
            }
            if (!connection.isStale()) {
                return Optional.of(connection);
            }
            connection.close();
        }
    }

    private synchronized @Nullable Connection next(Route route) {
        Deque<Connection> connections = idle.get(route);
        return connections == null ? null : connections.pollLast();
    }

    /// Keeps a connection for later.
    void keep(Route route, Connection connection) {
        if (!tryKeep(route, connection)) {
            connection.close();
        }
    }

    private synchronized boolean tryKeep(Route route, Connection connection) {
        Deque<Connection> connections = idle.computeIfAbsent(route, _ -> new ArrayDeque<>());
        return !closed
                && connections.size() < HttpLimits.IDLE_CONNECTIONS
                && connections.add(connection);
    }

    /// Opens a socket that [#close] ends too.
    synchronized SocketChannel openChannel() throws IOException {
        if (closed) {
            throw new IOException("closed");
        }
        SocketChannel channel = SocketChannel.open();
        open.add(channel);
        return channel;
    }

    /// Forgets a socket that has ended.
    synchronized void forget(SocketChannel channel) {
        open.remove(channel);
    }

    @Override
    public void close() {
        Set<SocketChannel> ending;
        synchronized (this) {
            closed = true;
            idle.clear();
            ending = new HashSet<>(open);
            open.clear();
        }
        for (SocketChannel channel : ending) {
            try {
                channel.close();
            } catch (IOException e) {
                // There is nothing to save.
            }
        }
    }
}

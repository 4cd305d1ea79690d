package dev.lamina.http;

import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.server.ConnectionMetaData;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/// Keeps connections from those who would use them up: closes what is too slow, and what one address
/// has too many of.
final class ConnectionGuard implements Connection.Listener, AutoCloseable {

    private static final System.Logger LOG = System.getLogger(ConnectionGuard.class.getName());

    private final Duration firstIdle;
    private final Duration idle;
    private final AddressCounts counts;
    private final Map<Connection, Guarded> open = new ConcurrentHashMap<>();
    private final ScheduledExecutorService timer;

    /// An open connection. A closed one no longer knows its address.
    private record Guarded(Pace pace, InetAddress address) {}

    /// @param isTrusted whose connections are not counted
    ConnectionGuard(Duration idle, Predicate<InetAddress> isTrusted) {
        this.idle = idle;
        this.firstIdle = idle.compareTo(HttpLimits.FIRST_IDLE) < 0 ? idle : HttpLimits.FIRST_IDLE;
        this.counts = new AddressCounts(HttpLimits.MAX_CONNECTIONS_OF_ADDRESS, isTrusted);
        timer =
                Executors.newSingleThreadScheduledExecutor(
                        Thread.ofPlatform().daemon().name("http-guard").factory());
        long period = HttpLimits.GUARD_PERIOD.toMillis();
        timer.scheduleWithFixedDelay(this::closeSlow, period, period, TimeUnit.MILLISECONDS);
    }

    /// Below TLS there is a second connection, which speaks no HTTP.
    @Override
    public void onOpened(Connection connection) {
        if (!(connection instanceof ConnectionMetaData)) {
            return;
        }
        InetAddress address = address(connection);
        open.put(connection, new Guarded(new Pace(System::nanoTime), address));
        connection.getEndPoint().setIdleTimeout(firstIdle.toMillis());
        if (!counts.add(address)) {
            connection.getEndPoint().close();
        }
    }

    @Override
    public void onClosed(Connection connection) {
        Guarded closed = open.remove(connection);
        if (closed != null) {
            counts.remove(closed.address());
        }
    }

    /// A request has come: its connection may be silent for longer from now on.
    Pace begin(Connection connection) {
        Guarded guarded = open.get(connection);
        Pace pace = guarded == null ? new Pace(System::nanoTime) : guarded.pace();
        pace.beginRequest();
        connection.getEndPoint().setIdleTimeout(idle.toMillis());
        return pace;
    }

    private void closeSlow() {
        try {
            open.forEach(
                    (connection, guarded) -> {
                        if (guarded.pace().isTooSlow(connection.getBytesIn())) {
                            connection.getEndPoint().close();
                        }
                    });
        } catch (Throwable e) {
            // A timer ends without a word with what its work throws.
            LOG.log(System.Logger.Level.WARNING, "looking for slow clients", e);
        }
    }

    private static InetAddress address(Connection connection) {
        return connection.getEndPoint().getRemoteSocketAddress() instanceof InetSocketAddress remote
                ? remote.getAddress()
                : InetAddress.getLoopbackAddress();
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}

package dev.lamina.testing.registry;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicLong;

/// Passes bytes on to a server and back, and ends the connection once, after so many bytes to the
/// server.
final class BreakingProxy implements AutoCloseable {

    private static final int PIECE = 16 << 10;

    private final ServerSocket listener;
    private final String target;
    private final AtomicLong left;

    private BreakingProxy(ServerSocket listener, String target, long left) {
        this.listener = listener;
        this.target = target;
        this.left = new AtomicLong(left);
    }

    static BreakingProxy start(String target, long bytes) throws IOException {
        var listener = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
        var proxy = new BreakingProxy(listener, target, bytes);
        Thread.ofVirtual().start(proxy::accept);
        return proxy;
    }

    String authority() {
        return "127.0.0.1:" + listener.getLocalPort();
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }

    private void accept() {
        while (true) {
            try {
                Socket client = listener.accept();
                String[] parts = target.split(":");
                var server = new Socket(parts[0], Integer.parseInt(parts[1]));
                Thread.ofVirtual().start(() -> pass(client, server, true));
                Thread.ofVirtual().start(() -> pass(server, client, false));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void pass(Socket from, Socket to, boolean counted) {
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            byte[] buffer = new byte[PIECE];
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                out.write(buffer, 0, count);
                if (counted) {
                    long before = left.getAndAdd(-count);
                    if (before > 0 && before <= count) {
                        return;
                    }
                }
            }
        } catch (IOException e) {
            // Both ends learn of it.
        }
    }
}

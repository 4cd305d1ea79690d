package dev.lamina.registry.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import org.jspecify.annotations.Nullable;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/// A server on a loopback port that answers by bytes, whether they are HTTP or not.
final class RawPeer implements AutoCloseable {

    private final ServerSocket listener;
    private final Deque<Step> steps = new ArrayDeque<>();
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final List<String> heads = new CopyOnWriteArrayList<>();
    private final AtomicInteger connections = new AtomicInteger();

    private RawPeer(ServerSocket listener) {
        this.listener = listener;
    }

    /// What is done with one request, whose head was read.
    @FunctionalInterface
    interface Step {

        /// @return whether the connection stays
        boolean run(Socket socket, InputStream in) throws IOException;
    }

    static RawPeer start() throws IOException {
        var peer = new RawPeer(new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1")));
        Thread.ofVirtual().start(peer::accept);
        return peer;
    }

    /// Answers the next request by these bytes, after its body was read.
    RawPeer answer(String bytes) {
        return step(
                (socket, _) -> {
                    socket.getOutputStream().write(bytes.getBytes(ISO_8859_1));
                    return true;
                });
    }

    /// Answers the next request by these bytes, and ends the connection.
    RawPeer answerAndClose(String bytes) {
        return step(
                (socket, _) -> {
                    socket.getOutputStream().write(bytes.getBytes(ISO_8859_1));
                    return false;
                });
    }

    synchronized RawPeer step(Step step) {
        steps.add(step);
        return this;
    }

    URI uri(String path) {
        return URI.create("http://127.0.0.1:" + listener.getLocalPort() + path);
    }

    /// How many connections there were.
    int connections() {
        return connections.get();
    }

    /// The heads of all requests, in their order.
    List<String> heads() {
        return List.copyOf(heads);
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (Socket socket : sockets) {
            socket.close();
        }
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket socket = listener.accept();
                connections.incrementAndGet();
                sockets.add(socket);
                Thread.ofVirtual().start(() -> serve(socket));
            } catch (IOException e) {
                // The test is over.
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            socket.setTcpNoDelay(true);
            InputStream in = new BufferedInputStream(socket.getInputStream());
            boolean stays = true;
            while (stays) {
                String head = head(in);
                if (head == null) {
                    return;
                }
                heads.add(head);
                stays = next().run(socket, in);
            }
        } catch (IOException e) {
            // The client went away.
        }
    }

    private synchronized Step next() {
        return steps.isEmpty() ? (_, _) -> false : steps.remove();
    }

    private static @Nullable String head(InputStream in) throws IOException {
        var head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0) {
                return null;
            }
            head.append((char) next);
        }
        return head.toString();
    }
}

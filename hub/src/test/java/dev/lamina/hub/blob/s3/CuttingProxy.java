package dev.lamina.hub.blob.s3;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

/// Stands before a server, and once cuts a connection after so many bytes of answers.
public final class CuttingProxy implements AutoCloseable {

    private final URI server;
    private final ServerSocket listener;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final AtomicLong left = new AtomicLong(Long.MAX_VALUE);

    private CuttingProxy(URI server, ServerSocket listener) {
        this.server = server;
        this.listener = listener;
    }

    public static CuttingProxy before(String endpoint) throws IOException {
        var listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        var proxy = new CuttingProxy(URI.create(endpoint), listener);
        proxy.threads.submit(proxy::accept);
        return proxy;
    }

    public String endpoint() {
        return "http://127.0.0.1:" + listener.getLocalPort();
    }

    public void cutAfter(long bytes) {
        left.set(bytes);
    }

    private Void accept() throws IOException {
        while (!listener.isClosed()) {
            Socket client = listener.accept();
            var there = new Socket(server.getHost(), server.getPort());
            threads.submit(() -> pump(client, there, false));
            threads.submit(() -> pump(there, client, true));
        }
        return null;
    }

    private Void pump(Socket from, Socket to, boolean isAnswer) throws IOException {
        byte[] buffer = new byte[1024];
        try (from;
                to;
                InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream()) {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                if (isAnswer && left.addAndGet(-n) < 0) {
                    left.set(Long.MAX_VALUE);
                    return null;
                }
                out.write(buffer, 0, n);
            }
        }
        return null;
    }

    @Override
    public void close() throws IOException {
        listener.close();
        threads.shutdownNow();
    }
}

package dev.lamina.cli.registry;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/// A registry on a loopback port that says 200 to one `Authorization` and 401 to all else.
final class PasswordRegistry implements AutoCloseable {

    private final String authorization;
    private final ServerSocket server;

    PasswordRegistry(String authorization) throws IOException {
        this.authorization = authorization;
        this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::serve);
    }

    String host() {
        return "127.0.0.1:" + server.getLocalPort();
    }

    private void serve() {
        while (!server.isClosed()) {
            try (Socket peer = server.accept()) {
                var in = new BufferedReader(new InputStreamReader(peer.getInputStream(), US_ASCII));
                boolean known = false;
                for (String line = in.readLine();
                        line != null && !line.isEmpty();
                        line = in.readLine()) {
                    known |= line.equalsIgnoreCase("Authorization: " + authorization);
                }
                String answer =
                        known
                                ? "HTTP/1.1 200 OK\r\n"
                                : "HTTP/1.1 401 Unauthorized\r\n"
                                        + "WWW-Authenticate: Basic realm=\"test\"\r\n";
                peer.getOutputStream()
                        .write(
                                (answer + "Content-Length: 0\r\nConnection: close\r\n\r\n")
                                        .getBytes(US_ASCII));
            } catch (IOException e) {
                // The peer has gone, or the registry was closed.
            }
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}

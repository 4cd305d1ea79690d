package dev.lamina.registry;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSocket;

/// An HTTP server on a loopback port that answers what a test tells it, right or wrong, and keeps
/// what it was asked.
///
/// It is a proxy too, and then all hosts of the world at once: a tunnel to any of them ends here,
/// and speaks TLS with the certificate of the tests. So clients are tested with the real names of
/// registries.
final class ScriptedPeer implements AutoCloseable {

    private final ServerSocket listener;
    private final boolean tls;
    private final SSLContext identity;
    private final Map<String, Script> scripts = new ConcurrentHashMap<>();
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private final Set<Socket> connections = ConcurrentHashMap.newKeySet();
    private volatile boolean speaksTls = true;
    private volatile Reply tunnel = Reply.of(200).claiming(-1);

    private ScriptedPeer(ServerSocket listener, boolean tls, SSLContext identity) {
        this.listener = listener;
        this.tls = tls;
        this.identity = identity;
    }

    /// The answers for one method and URL: each but the last is given once.
    private static final class Script {

        private final Deque<Function<Request, Reply>> replies = new ArrayDeque<>();

        synchronized Reply next(Request request) {
            return (replies.size() > 1 ? replies.removeFirst() : replies.getFirst()).apply(request);
        }

        synchronized void add(Function<Request, Reply> reply) {
            replies.add(reply);
        }
    }

    /// Starts a peer that speaks plain HTTP, and TLS in tunnels.
    static ScriptedPeer start() throws IOException {
        return start(false, Certificates.server());
    }

    /// Starts a peer that speaks TLS.
    static ScriptedPeer startTls(SSLContext identity) throws IOException {
        return start(true, identity);
    }

    private static ScriptedPeer start(boolean tls, SSLContext identity) throws IOException {
        var listener = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
        var peer = new ScriptedPeer(listener, tls, identity);
        Thread.ofVirtual().start(peer::accept);
        return peer;
    }

    String authority() {
        return "127.0.0.1:" + listener.getLocalPort();
    }

    /// Answers requests of this line, `GET /v2/` or `GET https://registry.test/v2/`: each reply is
    /// sent once, the last again and again. What has no script is answered by status 418.
    ScriptedPeer on(String line, Reply... replies) {
        for (Reply reply : replies) {
            on(line, _ -> reply);
        }
        return this;
    }

    /// Answers with what is made of the request.
    ScriptedPeer on(String line, Function<Request, Reply> reply) {
        scripts.computeIfAbsent(line, _ -> new Script()).add(reply);
        return this;
    }

    /// Plays hosts that speak no TLS: what comes through a tunnel is answered as plain HTTP would.
    ScriptedPeer withoutTls() {
        speaksTls = false;
        return this;
    }

    /// Plays a proxy that opens no tunnels.
    ScriptedPeer refusingTunnels(Reply refusal) {
        tunnel = refusal;
        return this;
    }

    /// All requests, in the order of their arrival.
    List<Request> requests() {
        return List.copyOf(requests);
    }

    /// The lines of all requests.
    List<String> lines() {
        return requests.stream().map(Request::line).toList();
    }

    /// The requests of one line.
    List<Request> requests(String line) {
        return requests.stream().filter(request -> request.line().equals(line)).toList();
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (Socket connection : connections) {
            connection.close();
        }
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket connection = listener.accept();
                connections.add(connection);
                Thread.ofVirtual().start(() -> serve(connection));
            } catch (IOException e) {
                if (!listener.isClosed()) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }

    private void serve(Socket connection) {
        try (connection) {
            if (tls) {
                serveTls(connection, "");
            } else {
                serve(connection, "");
            }
        } catch (IOException e) {
            // The client went away, or refused to shake hands.
        } finally {
            connections.remove(connection);
        }
    }

    private void serveTls(Socket connection, String origin) throws IOException {
        try (var secure =
                (SSLSocket)
                        identity.getSocketFactory()
                                .createSocket(connection, "client", 0, /* autoClose */ true)) {
            secure.setUseClientMode(false);
            secure.setWantClientAuth(true);
            serve(secure, origin);
        }
    }

    private void serve(Socket connection, String origin) throws IOException {
        InputStream in = new BufferedInputStream(connection.getInputStream());
        while (true) {
            Request request = RequestReader.read(in, origin);
            if (request == null) {
                return;
            }
            requests.add(request.from(client(connection)));
            if (request.method().equals("CONNECT")) {
                tunnel.write(connection.getOutputStream(), true);
                if (tunnel.status() != 200) {
                    continue;
                }
                if (!speaksTls) {
                    in.read();
                    Reply.of(400).write(connection.getOutputStream(), true);
                    return;
                }
                serveTls(connection, "https://" + request.url().replaceFirst(":443$", ""));
                return;
            }
            Reply reply = reply(request);
            reply.write(connection.getOutputStream(), !request.method().equals("HEAD"));
            if (reply.fault() == Reply.Fault.CLOSE) {
                return;
            }
            if (reply.fault() == Reply.Fault.STALL && in.read() < 0) {
                return;
            }
        }
    }

    private static String client(Socket connection) {
        if (connection instanceof SSLSocket secure) {
            try {
                return secure.getSession().getPeerPrincipal().getName();
            } catch (SSLPeerUnverifiedException e) {
                return "";
            }
        }
        return "";
    }

    private Reply reply(Request request) {
        Script script = scripts.get(request.line());
        return script == null
                ? Reply.of(418).body("no script for " + request.line())
                : script.next(request);
    }
}

package dev.lamina.engine.transfer;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.lamina.engine.images.TestImage;
import dev.lamina.image.Bytes;
import dev.lamina.image.Descriptor;
import dev.lamina.image.Digest;
import dev.lamina.image.MediaType;
import dev.lamina.image.Reference;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// A registry on a loopback port that answers what a test tells it, right or wrong.
public final class ScriptedRegistry implements AutoCloseable {

    private final ServerSocket socket;
    private final Map<String, Answer> answers = new ConcurrentHashMap<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();

    /// What is wrong with the answers for a blob.
    enum Fault {
        NONE,
        /// Sends one piece, then nothing, and keeps the connection.
        STALLS,
        /// Sends a piece, then closes the connection.
        CLOSES,
        /// Sends a piece of the whole blob and closes, whatever range was asked for.
        CLOSES_AND_KNOWS_NO_RANGES,
        /// Closes before it has sent a byte of the blob.
        CLOSES_AT_ONCE,
        /// Closes after a piece, and then answers with another range than was asked for.
        SENDS_ANOTHER_RANGE,
        /// Closes after a piece, and then claims the range but sends the blob's beginning.
        LIES_ABOUT_THE_RANGE
    }

    /// How much of a blob a faulty answer has.
    static final int PIECE = 1000;

    /// What is sent for a path.
    private record Answer(String mediaType, Bytes body, int delayMillis, Fault fault) {

        String digestHeader() {
            return "\r\nDocker-Content-Digest: " + Digest.of(body);
        }
    }

    private ScriptedRegistry(ServerSocket socket) {
        this.socket = socket;
    }

    public static ScriptedRegistry start() throws IOException {
        var registry =
                new ScriptedRegistry(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
        Thread.ofPlatform().daemon().name("scripted-registry").start(registry::accept);
        return registry;
    }

    /// Where it listens: host and port.
    String host() {
        return "127.0.0.1:" + socket.getLocalPort();
    }

    /// Names a repository of this registry.
    public Reference reference(String name) {
        return Reference.parse(host() + "/" + name);
    }

    /// What was asked: method and path, in order.
    public List<String> requests() {
        return requests;
    }

    /// Serves an image as it is.
    public void serve(String repository, String tag, TestImage image) {
        serveManifest(repository, tag, MediaType.OCI_MANIFEST, image.manifestBytes());
        serveBlob(repository, image.id(), image.configBytes());
        for (int i = 0; i < image.blobs().size(); i++) {
            Descriptor layer = image.manifest().layers().get(i);
            serveBlob(repository, layer.digest(), image.blobs().get(i));
        }
    }

    /// Serves bytes as a manifest, under its tag and its digest.
    public void serveManifest(String repository, String tag, String mediaType, Bytes document) {
        var answer = new Answer(mediaType, document, 0, Fault.NONE);
        answers.put("/v2/" + repository + "/manifests/" + tag, answer);
        answers.put("/v2/" + repository + "/manifests/" + Digest.of(document), answer);
    }

    /// Serves bytes as a blob, whatever their digest is.
    public void serveBlob(String repository, Digest digest, Bytes bytes) {
        serveBlob(repository, digest, bytes, 0, Fault.NONE);
    }

    /// Serves a blob after a while.
    public void serveBlobSlowly(String repository, Digest digest, Bytes bytes, int delayMillis) {
        serveBlob(repository, digest, bytes, delayMillis, Fault.NONE);
    }

    /// Serves a blob with a fault.
    void serveBlobBadly(String repository, Digest digest, Bytes bytes, Fault fault) {
        serveBlob(repository, digest, bytes, 0, fault);
    }

    private void serveBlob(
            String repository, Digest digest, Bytes bytes, int delayMillis, Fault fault) {
        answers.put(
                "/v2/" + repository + "/blobs/" + digest,
                new Answer("application/octet-stream", bytes, delayMillis, fault));
    }

    private void accept() {
        while (true) {
            try {
                Socket client = socket.accept();
                Thread.ofPlatform().daemon().start(() -> converse(client));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void converse(Socket client) {
        try (client) {
            var in = new BufferedReader(new InputStreamReader(client.getInputStream(), ISO_8859_1));
            String request = in.readLine();
            while (request != null) {
                Optional<String> range = Optional.empty();
                String line = in.readLine();
                while (line != null && !line.isEmpty()) {
                    if (line.toLowerCase(Locale.ROOT).startsWith("range: bytes=")) {
                        range = Optional.of(line.substring(line.indexOf('=') + 1));
                    }
                    line = in.readLine();
                }
                answer(request, range, client.getOutputStream());
                request = in.readLine();
            }
        } catch (IOException | InterruptedException e) {
            // The client has gone; tests see that on its side.
            return;
        }
    }

    private void answer(String request, Optional<String> range, OutputStream out)
            throws IOException, InterruptedException {
        String[] words = request.split(" ");
        requests.add(words[0] + " " + words[1] + range.map(r -> " from " + r).orElse(""));
        Answer answer = answers.get(words[1]);
        if (words[1].equals("/v2/")) {
            send(out, "200 OK", "application/json", Bytes.utf8("{}"), 2, true);
        } else if (answer == null) {
            Bytes error = Bytes.utf8("{\"errors\":[{\"code\":\"NAME_UNKNOWN\"}]}");
            send(out, "404 Not Found", "application/json", error, error.length(), true);
        } else {
            new CountDownLatch(1).await(answer.delayMillis, TimeUnit.MILLISECONDS);
            int start = Integer.parseInt(range.orElse("0-").replaceAll("-.*", ""));
            if (answer.fault == Fault.NONE) {
                boolean withBody = words[0].equals("GET");
                Bytes rest = answer.body.slice(start, answer.body.length());
                send(out, status(answer, start), answer.mediaType, rest, rest.length(), withBody);
            } else {
                sendBadly(out, answer, start);
            }
        }
    }

    private static String status(Answer answer, int start) {
        return start == 0
                ? "200 OK" + answer.digestHeader()
                : "206 Partial Content\r\nContent-Range: bytes %d-%d/%d"
                        .formatted(start, answer.body.length() - 1, answer.body.length());
    }

    private static void sendBadly(OutputStream out, Answer answer, int asked)
            throws IOException, InterruptedException {
        boolean again = asked > 0;
        int start =
                switch (answer.fault) {
                    case CLOSES_AND_KNOWS_NO_RANGES -> 0;
                    case SENDS_ANOTHER_RANGE -> again ? asked + 1 : 0;
                    default -> asked;
                };
        boolean nothing =
                answer.fault == Fault.CLOSES_AT_ONCE || again && answer.fault == Fault.STALLS;
        int size = nothing ? 0 : PIECE;
        if (answer.fault == Fault.CLOSES_AND_KNOWS_NO_RANGES) {
            size = asked + PIECE;
        }
        int from = again && answer.fault == Fault.LIES_ABOUT_THE_RANGE ? 0 : start;
        int length = answer.body.length();
        Bytes piece = answer.body.slice(from, Math.min(from + size, length));
        send(out, status(answer, start), answer.mediaType, piece, length - start, true);
        if (answer.fault == Fault.STALLS) {
            new CountDownLatch(1).await(1, TimeUnit.MINUTES);
        }
        // A connection that ends at once takes along what its reader has not looked at.
        new CountDownLatch(1).await(30, TimeUnit.MILLISECONDS);
        throw new IOException("closed as the test wants it");
    }

    private static void send(
            OutputStream out, String status, String type, Bytes body, long length, boolean withBody)
            throws IOException {
        String header =
                "HTTP/1.1 %s\r\nContent-Type: %s\r\nContent-Length: %d\r\n\r\n"
                        .formatted(status, type, length);
        out.write(header.getBytes(ISO_8859_1));
        if (withBody) {
            body.writeTo(out);
        }
        out.flush();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}

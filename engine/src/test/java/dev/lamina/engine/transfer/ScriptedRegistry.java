package dev.lamina.engine.transfer;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.lamina.engine.store.TestImage;
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

    /// What is sent for a path.
    ///
    /// @param length what the header says, whatever follows
    private record Answer(String mediaType, Bytes body, long length, int delayMillis) {

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
        var answer = new Answer(mediaType, document, document.length(), 0);
        answers.put("/v2/" + repository + "/manifests/" + tag, answer);
        answers.put("/v2/" + repository + "/manifests/" + Digest.of(document), answer);
    }

    /// Serves bytes as a blob, whatever their digest is.
    public void serveBlob(String repository, Digest digest, Bytes bytes) {
        put(repository, digest, new Answer("application/octet-stream", bytes, bytes.length(), 0));
    }

    /// Serves a blob after a while.
    public void serveBlobSlowly(String repository, Digest digest, Bytes bytes, int delayMillis) {
        put(
                repository,
                digest,
                new Answer("application/octet-stream", bytes, bytes.length(), delayMillis));
    }

    private void put(String repository, Digest digest, Answer answer) {
        answers.put("/v2/" + repository + "/blobs/" + digest, answer);
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
            boolean withBody = words[0].equals("GET");
            int start = Integer.parseInt(range.orElse("0-").replaceAll("-.*", ""));
            Bytes rest = answer.body.slice(start, answer.body.length());
            String status =
                    range.isEmpty()
                            ? "200 OK" + answer.digestHeader()
                            : "206 Partial Content\r\nContent-Range: bytes %d-%d/%d"
                                    .formatted(start, answer.length - 1, answer.length);
            send(out, status, answer.mediaType, rest, answer.length - start, withBody);
        }
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

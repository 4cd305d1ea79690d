import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.ArrayList;

/// Pushes small images, each of a config and a layer of its own, over some connections at once, and
/// prints how many seconds they took. As many are pushed before, so that neither side is cold.
///
///     java bench/Pushes.java HOST:PORT COUNT CONNECTIONS
void main(String[] words) throws Exception {
    int count = Integer.parseInt(words[1]);
    int connections = Integer.parseInt(words[2]);
    push(words[0], "warm", count, connections);
    long start = System.nanoTime();
    push(words[0], "timed", count, connections);
    IO.println((System.nanoTime() - start) / 1e9);
}

void push(String host, String name, int count, int connections)
        throws InterruptedException, ExecutionException {
    var next = new AtomicInteger();
    try (var threads = Executors.newFixedThreadPool(connections)) {
        var futures = new ArrayList<Future<Void>>();
        for (int i = 0; i < connections; i++) {
            Callable<Void> work =
                    () -> {
                        try (HttpClient http = HttpClient.newHttpClient()) {
                            for (int n = next.getAndIncrement(); n < count; n = next.getAndIncrement()) {
                                image(http, "http://" + host + "/v2/" + name + "/image-" + n % 20 + "/", n);
                            }
                        }
                        return null;
                    };
            futures.add(threads.submit(work));
        }
        for (Future<Void> future : futures) {
            future.get();
        }
    }
}

void image(HttpClient http, String base, int n) throws IOException, InterruptedException {
    byte[] config = "{\"architecture\":\"amd64\",\"os\":\"linux\",\"n\":%d,\"rootfs\":{\"type\":\"layers\",\"diff_ids\":[]}}".formatted(n).getBytes(StandardCharsets.UTF_8);
    byte[] layer = "layer %d of %s ".formatted(n, base).repeat(100).getBytes(StandardCharsets.UTF_8);
    blob(http, base, config);
    blob(http, base, layer);
    String manifest =
            """
            {"schemaVersion": 2, "mediaType": "application/vnd.oci.image.manifest.v1+json",
             "config": {"mediaType": "application/vnd.oci.image.config.v1+json", "digest": "%s", "size": %d},
             "layers": [{"mediaType": "application/vnd.oci.image.layer.v1.tar", "digest": "%s", "size": %d}]}
            """
                    .formatted(digest(config), config.length, digest(layer), layer.length);
    var request =
            HttpRequest.newBuilder(URI.create(base + "manifests/t" + n))
                    .header("Content-Type", "application/vnd.oci.image.manifest.v1+json")
                    .PUT(HttpRequest.BodyPublishers.ofString(manifest));
    send(http, request, 201);
}

void blob(HttpClient http, String base, byte[] content) throws IOException, InterruptedException {
    var begin =
            HttpRequest.newBuilder(URI.create(base + "blobs/uploads/"))
                    .POST(HttpRequest.BodyPublishers.noBody());
    String place = send(http, begin, 202).headers().firstValue("Location").orElseThrow();
    String query = (place.contains("?") ? "&" : "?") + "digest=" + digest(content);
    var put =
            HttpRequest.newBuilder(URI.create(base).resolve(place + query))
                    .header("Content-Type", "application/octet-stream")
                    .PUT(HttpRequest.BodyPublishers.ofByteArray(content));
    send(http, put, 201);
}

HttpResponse<String> send(HttpClient http, HttpRequest.Builder request, int expected)
        throws IOException, InterruptedException {
    HttpResponse<String> response =
            http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    if (response.statusCode() != expected) {
        throw new IOException(response + ": " + response.body());
    }
    return response;
}

String digest(byte[] content) {
    try {
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(content);
        return "sha256:" + HexFormat.of().formatHex(hash);
    } catch (NoSuchAlgorithmException e) {
        throw new AssertionError("every Java has SHA-256", e);
    }
}

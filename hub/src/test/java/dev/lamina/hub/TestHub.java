package dev.lamina.hub;

import dev.lamina.http.raw.RawHttp;
import dev.lamina.hub.blob.StoreVisitor;
import dev.lamina.hub.settings.HubSettings;
import dev.lamina.image.Bytes;
import dev.lamina.image.Digest;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.random.RandomGenerator;

/// A hub on a free loopback port, a raw client for it, and the pushes that most tests begin with.
@SuppressWarnings("exports") // RawHttp lies on the class path, in no module
public final class TestHub implements AutoCloseable {

    public static final String MANIFEST = "application/vnd.oci.image.manifest.v1+json";
    public static final String INDEX = "application/vnd.oci.image.index.v1+json";

    private final Hub hub;
    private final HubSettings settings;
    private final RawHttp http;

    private TestHub(Hub hub, HubSettings settings) {
        this.hub = hub;
        this.settings = settings;
        this.http = new RawHttp(hub.address());
    }

    public static HubSettings settings(Path data) {
        return HubSettings.of(new InetSocketAddress("127.0.0.1", 0), data).withAnonymousPush(true);
    }

    /// Starts a hub over the storage that the system property `lamina.test.storage` names.
    public static TestHub start(Path data) throws IOException {
        return start(settings(data).withStorage(TestStorage.chosen().settings(data)));
    }

    public static TestHub start(HubSettings settings) throws IOException {
        return new TestHub(Hub.start(settings), settings);
    }

    /// Returns the uploads that have bytes in the blob store, as another process sees it.
    public Set<UUID> storedUploads() throws IOException {
        var uploads = new HashSet<UUID>();
        try (Storage storage = Storage.existing(settings.data(), settings.storage())) {
            storage.blobs()
                    .visit(
                            new StoreVisitor() {
                                @Override
                                public void blob(Digest digest, Instant modified) {}

                                @Override
                                public void upload(UUID id, Instant modified) {
                                    uploads.add(id);
                                }
                            });
        }
        return uploads;
    }

    public RawHttp http() {
        return http;
    }

    public InetSocketAddress address() {
        return hub.address();
    }

    /// Returns random bytes that a seed decides.
    public static Bytes random(long seed, int length) {
        byte[] bytes = new byte[length];
        RandomGenerator random = new SplittableRandom(seed);
        random.nextBytes(bytes);
        return Bytes.of(bytes);
    }

    /// Pushes a blob in one request.
    public Digest pushBlob(String repository, Bytes blob) throws IOException {
        Digest digest = Digest.of(blob);
        RawHttp.Answer answer =
                http.send("POST", "/v2/" + repository + "/blobs/uploads/?digest=" + digest, blob);
        if (answer.status() != 201) {
            throw new IOException("push: " + answer.status() + " " + answer.text());
        }
        return digest;
    }

    /// Begins an upload and returns its path.
    public String beginUpload(String repository) throws IOException {
        RawHttp.Answer answer =
                http.send("POST", "/v2/" + repository + "/blobs/uploads/", Bytes.EMPTY);
        if (answer.status() != 202) {
            throw new IOException("begin: " + answer);
        }
        return answer.header("Location");
    }

    /// Pushes an image of one layer, and returns its manifest.
    public Bytes pushImage(String repository, String tag, long seed) throws IOException {
        Bytes config = Bytes.utf8("{\"seed\":" + seed + "}");
        Bytes layer = random(seed, 1000);
        pushBlob(repository, config);
        pushBlob(repository, layer);
        Bytes manifest = manifest(config, layer, "");
        RawHttp.Answer answer = pushManifest(repository, tag, manifest);
        if (answer.status() != 201) {
            throw new IOException("push: " + answer.status() + " " + answer.text());
        }
        return manifest;
    }

    public RawHttp.Answer pushManifest(String repository, String reference, Bytes manifest)
            throws IOException {
        return http.send(
                "PUT",
                "/v2/" + repository + "/manifests/" + reference,
                manifest,
                "Content-Type: " + MANIFEST);
    }

    /// Returns a manifest of one layer.
    ///
    /// @param more further members, beginning with a comma
    public static Bytes manifest(Bytes config, Bytes layer, String more) {
        return Bytes.utf8(
                """
                {"schemaVersion": 2, "mediaType": "%s",
                 "config": %s,
                 "layers": [%s]%s}
                """
                        .formatted(
                                MANIFEST,
                                descriptor("application/vnd.oci.image.config.v1+json", config),
                                descriptor("application/vnd.oci.image.layer.v1.tar+gzip", layer),
                                more));
    }

    public static String descriptor(String mediaType, Bytes content) {
        return "{\"mediaType\": \"%s\", \"digest\": \"%s\", \"size\": %d}"
                .formatted(mediaType, Digest.of(content), content.length());
    }

    @Override
    public void close() {
        hub.close();
    }
}

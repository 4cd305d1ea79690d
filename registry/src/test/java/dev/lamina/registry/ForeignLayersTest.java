package dev.lamina.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lamina.image.Bytes;
import dev.lamina.image.Descriptor;
import dev.lamina.image.MediaType;
import dev.lamina.image.Reference;
import dev.lamina.registry.auth.Credential;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.InputStream;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Layers at the URLs of their descriptors (image-spec 1.1, descriptor.md, "urls").
final class ForeignLayersTest {

    private static final Bytes BLOB = Samples.random(31, 10_000);
    private static final Reference IMAGE = Reference.parse("registry.test/app:1");
    private static final String OWN =
            "GET https://registry.test/v2/app/blobs/" + Samples.layer(BLOB).digest();
    private static final String URL = "https://mirror.test/layers/1?sig=SIGNATURE";

    private ScriptedPeer world;

    @BeforeEach
    void start() throws IOException {
        world = ScriptedPeer.start();
    }

    @AfterEach
    void stop() throws IOException {
        world.close();
    }

    private static Descriptor layer(String... urls) {
        return new Descriptor(
                MediaType.DOCKER_LAYER_FOREIGN,
                Samples.layer(BLOB).digest(),
                BLOB.length(),
                Optional.empty(),
                Map.of(),
                Optional.empty(),
                List.of(urls));
    }

    private byte[] read(Descriptor layer) throws IOException {
        try (var client =
                        Surroundings.playedBy(world)
                                .credential("registry.test", new Credential.Password("a", "b"))
                                .credential("mirror.test", new Credential.Password("a", "b"))
                                .open();
                InputStream in = client.openBlob(IMAGE, layer, 0)) {
            return in.readAllBytes();
        }
    }

    @Test
    void whatTheRegistryHasComesFromThere() throws IOException {
        world.on(OWN, Reply.of(200).body(BLOB));

        assertThat(read(layer(URL))).isEqualTo(BLOB.toArray());

        assertThat(world.lines()).noneMatch(line -> line.contains("mirror.test"));
    }

    @Test
    void whatTheRegistryLacksOrRefusesComesFromTheFirstUrlThatHasIt() throws IOException {
        for (int status : List.of(403, 404)) {
            try (var peer = ScriptedPeer.start()) {
                world = peer;
                world.on(OWN, Reply.of(status))
                        .on("GET https://registry.test/v2/", Reply.of(200))
                        .on("GET https://auth.test/gone", Reply.of(410))
                        .on("GET " + URL, Reply.of(302).with("Location", "/real"))
                        .on("GET https://mirror.test/real", Reply.of(200).body(BLOB));

                assertThat(read(layer("ftp://x/", "https://auth.test/gone", URL)))
                        .isEqualTo(BLOB.toArray());
            }
        }
    }

    @Test
    void nobodyElseIsShownCredentials() throws IOException {
        world.on(OWN, Reply.of(404))
                .on("GET https://registry.test/v2/", Reply.of(200))
                .on("GET " + URL, Reply.of(401).with("WWW-Authenticate", "Basic realm=\"x\""))
                .on("GET https://mirror.test/2", Reply.of(200).body(BLOB));

        read(layer(URL, "https://mirror.test/2"));

        assertThat(world.requests().stream().filter(r -> r.url().contains("mirror.test")))
                .hasSize(3)
                .allSatisfy(r -> assertThat(r.header("Authorization")).isEmpty());
    }

    @Test
    void whatBreaksOffGoesOn() throws IOException {
        world.on(OWN, Reply.of(404))
                .on("GET https://registry.test/v2/", Reply.of(200))
                .on("GET " + URL, Reply.of(200).body(BLOB).closingAfter(4000))
                .on("GET " + URL, request -> Reply.range(BLOB, request));

        assertThat(read(layer(URL))).isEqualTo(BLOB.toArray());
    }

    @Test
    void ifNobodyHasItAllAreToldWithoutTheirQueries() throws IOException {
        world.on(OWN, Reply.of(404))
                .on("GET https://registry.test/v2/", Reply.of(200))
                .on("GET " + URL, Reply.of(302).with("Location", "http://mirror.test/"))
                .on("GET https://auth.test/", Reply.of(200).body("another size"));

        assertThatThrownBy(
                        () ->
                                read(
                                        layer(
                                                URL,
                                                "https://auth.test/",
                                                "file:///etc/passwd",
                                                "https://u:pw@auth.test/")))
                .isInstanceOf(RegistryException.class)
                .hasMessageContaining("no such blob")
                .hasMessageContaining("expected https, got http://mirror.test/")
                .hasMessageContaining("size: expected 10000 bytes, got 12")
                .hasMessageContaining("urls: expected http or https and a host")
                .hasMessageNotContaining("SIGNATURE")
                .hasMessageNotContaining("pw");
    }

    @Test
    void noMoreThanEightUrlsAreTried() throws IOException {
        world.on(OWN, Reply.of(404))
                .on("GET https://registry.test/v2/", Reply.of(200))
                .on("GET https://auth.test/", Reply.of(404));
        var many = Collections.nCopies(100, "https://auth.test/");

        assertThatThrownBy(() -> read(layer(many.toArray(String[]::new))))
                .isInstanceOf(RegistryException.class);
        assertThat(world.requests("GET https://auth.test/")).hasSize(8);
    }
}

package dev.lamina.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lamina.hub.blob.BlobStore;
import dev.lamina.hub.blob.StoreVisitor;
import dev.lamina.hub.catalog.RepositoryName;
import dev.lamina.hub.catalog.content.Catalog;
import dev.lamina.hub.catalog.repository.Repositories;
import dev.lamina.hub.settings.StorageSettings;
import dev.lamina.hub.upkeep.Sweep;
import dev.lamina.image.Bytes;
import dev.lamina.image.Digest;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

/// What a sweep takes and what it leaves, by another process than the hub's.
@ParameterizedClass
@EnumSource(TestStorage.class)
final class SweepTest {

    private static final Duration GRACE = Duration.ofDays(2);

    @Parameter private TestStorage storages;
    @TempDir private Path data;

    private TestHub hub;
    private Storage storage;
    private Duration later = Duration.ZERO;

    @BeforeEach
    void start() throws IOException {
        StorageSettings settings = storages.settings(data);
        hub = TestHub.start(TestHub.settings(data).withStorage(settings));
        storage = Storage.existing(data, settings);
    }

    @AfterEach
    void stop() {
        hub.close();
        storage.close();
    }

    private void sweep() throws IOException {
        sweep(storage.blobs());
    }

    private void sweep(BlobStore blobs) throws IOException {
        new Sweep(new Catalog(storage.database()), blobs, () -> Instant.now().plus(later), GRACE)
                .run();
    }

    private Set<String> stored() throws IOException {
        var stored = new TreeSet<String>();
        storage.blobs()
                .visit(
                        new StoreVisitor() {
                            @Override
                            public void blob(Digest digest, Instant modified) {
                                stored.add(digest.toString());
                            }

                            @Override
                            public void upload(UUID id, Instant modified) {
                                stored.add(id.toString());
                            }
                        });
        return stored;
    }

    @Test
    void whatManifestsNameStays() throws IOException {
        Bytes manifest = hub.pushImage("me/app", "1", 1);
        Set<String> before = stored();
        later = Duration.ofDays(100);

        sweep();

        assertThat(stored()).isEqualTo(before).hasSize(2);
        assertThat(hub.http().get("/v2/me/app/manifests/1").body()).isEqualTo(manifest);
    }

    @Test
    void whatNothingNamesGoesWhenItIsOld() throws IOException {
        Digest blob = hub.pushBlob("me/app", TestHub.random(1, 1000));
        String upload = hub.beginUpload("me/app");
        hub.http().send("PATCH", upload, TestHub.random(2, 1000));

        sweep();
        assertThat(stored()).hasSize(2).contains(blob.toString());
        assertThat(hub.http().head("/v2/me/app/blobs/" + blob).status()).isEqualTo(200);

        later = GRACE.plusHours(1);
        sweep();
        assertThat(stored()).isEmpty();
        assertThat(hub.http().head("/v2/me/app/blobs/" + blob).status()).isEqualTo(404);
        assertThat(hub.http().get(upload).status()).isEqualTo(404);
    }

    /// containerd and crane push layers under these types, if they are told so.
    @Test
    void aLayerThatNeedNotHaveBeenPushedStaysIfItWas() throws IOException {
        Bytes config = Bytes.utf8("{}");
        Bytes layer = TestHub.random(1, 1000);
        hub.pushBlob("me/app", config);
        hub.pushBlob("me/app", layer);
        Bytes manifest =
                Bytes.utf8(
                        TestHub.manifest(config, layer, "")
                                .utf8()
                                .replace("layer.v1.tar", "layer.nondistributable.v1.tar"));
        assertThat(hub.pushManifest("me/app", "1", manifest).status()).isEqualTo(201);

        later = GRACE.plusHours(1);
        sweep();

        String path = "/v2/me/app/blobs/" + Digest.of(layer);
        assertThat(hub.http().get(path).body()).isEqualTo(layer);
        assertThat(hub.http().delete(path).status()).isEqualTo(405);
    }

    @Test
    void theBlobsOfADeletedManifestGoUnlessAnotherNamesThem() throws IOException {
        Bytes shared = TestHub.random(1, 1000);
        Bytes manifest = hub.pushImage("me/app", "1", 1);
        Bytes config = Bytes.utf8("{\"other\":1}");
        hub.pushBlob("you/app", config);
        hub.pushBlob("you/app", shared);
        hub.pushManifest("you/app", "1", TestHub.manifest(config, shared, ""));

        hub.http().delete("/v2/me/app/manifests/" + Digest.of(manifest));
        later = GRACE.plusHours(1);
        sweep();

        assertThat(stored())
                .containsExactlyInAnyOrder(
                        Digest.of(shared).toString(), Digest.of(config).toString());
        assertThat(hub.http().get("/v2/you/app/blobs/" + Digest.of(shared)).body())
                .isEqualTo(shared);
        assertThat(hub.http().get("/v2/me/app/blobs/" + Digest.of(shared)).status()).isEqualTo(404);
    }

    @Test
    void aBlobThatCannotBeRemovedKeepsNoOtherFromGoing() throws IOException {
        Digest stuck = hub.pushBlob("me/app", TestHub.random(1, 1000));
        Digest other = hub.pushBlob("me/app", TestHub.random(2, 1000));
        later = GRACE.plusHours(1);
        var blobs = new FaultyBlobs(storage.blobs());
        for (Digest digest : List.of(stuck, other)) {
            blobs.failAtRemoval(
                    digest,
                    () -> {
                        blobs.failAtRemoval(other, FaultyBlobs.Step.NOTHING);
                        blobs.failAtRemoval(stuck, FaultyBlobs.Step.NOTHING);
                        throw new IOException("on purpose");
                    });
        }

        assertThatThrownBy(() -> sweep(blobs)).hasMessage("on purpose");

        assertThat(stored()).as("whichever came first").hasSize(1);
    }

    @Test
    void theBlobsOfADeletedRepositoryGoAtOnce() throws IOException {
        hub.pushImage("me/app", "1", 1);

        new Repositories(storage.database()).delete(new RepositoryName("me/app"));
        sweep();

        assertThat(stored()).isEmpty();
        assertThat(hub.http().get("/v2/me/app/tags/list").status()).isEqualTo(404);
    }
}

package dev.lamina.engine.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lamina.engine.Engine;
import dev.lamina.engine.EngineSettings;
import dev.lamina.engine.images.StoreOf;
import dev.lamina.engine.images.TestImage;
import dev.lamina.engine.store.TarOf;
import dev.lamina.engine.value.image.ImageDetails;
import dev.lamina.engine.value.image.PullOptions;
import dev.lamina.engine.value.image.PullResult;
import dev.lamina.engine.value.image.TransferEvent;
import dev.lamina.engine.value.image.TransferListener;
import dev.lamina.image.Bytes;
import dev.lamina.image.Descriptor;
import dev.lamina.image.Digest;
import dev.lamina.image.ImageIndex;
import dev.lamina.image.MediaType;
import dev.lamina.image.NotFoundException;
import dev.lamina.image.Platform;
import dev.lamina.image.Reference;
import dev.lamina.image.json.ImageIndexJson;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// What a pull does when the registry answers as it should.
final class PullTest {

    private static final TestImage IMAGE =
            TestImage.ofGzip(
                    TarOf.files("etc/hosts", "127.0.0.1 localhost\n"),
                    TarOf.files("bin/app", "app ".repeat(50_000)));

    @TempDir private Path scratch;

    private ScriptedRegistry registry;
    private Engine engine;

    @BeforeEach
    void start() throws IOException {
        registry = ScriptedRegistry.start();
        engine = open();
    }

    private Engine open() {
        return Engine.open(
                new EngineSettings(
                        scratch.resolve("store"),
                        Map.of(),
                        scratch,
                        Platform.of("linux", "amd64"),
                        "test"));
    }

    @AfterEach
    void stop() throws IOException {
        engine.close();
        registry.close();
    }

    private PullResult pull(Reference reference) throws IOException {
        return engine.pull(reference, PullOptions.DEFAULT, TransferListener.NONE);
    }

    @Test
    void aPulledImageKeepsItsExactBytes() throws Exception {
        registry.serve("app", "1", IMAGE);
        Reference reference = registry.reference("app:1");

        PullResult result = pull(reference);

        assertThat(result.status()).isEqualTo(PullResult.Status.NEW);
        assertThat(result.digest()).isEqualTo(Digest.of(IMAGE.manifestBytes()));
        ImageDetails image = engine.image(reference.toString());
        assertThat(image.manifestBytes()).isEqualTo(IMAGE.manifestBytes());
        assertThat(image.configBytes()).isEqualTo(IMAGE.configBytes());
        for (int i = 0; i < 2; i++) {
            assertThat(blob(IMAGE.manifest().layers().get(i))).isEqualTo(IMAGE.blobs().get(i));
            Path tar = StoreOf.bytes(engine).tar(IMAGE.diffIds().get(i));
            assertThat(Bytes.of(Files.readAllBytes(tar))).isEqualTo(IMAGE.tars().get(i));
        }
    }

    private Bytes blob(Descriptor descriptor) throws IOException {
        Path path = StoreOf.bytes(engine).paths().blob(descriptor.digest());
        return Bytes.of(Files.readAllBytes(path));
    }

    @Test
    void aManifestThatComesWithoutAMediaTypeHasItsOwn() throws Exception {
        registry.serve("app", "1", IMAGE);
        registry.serveManifest("app", "1", "", IMAGE.manifestBytes());
        Reference reference = registry.reference("app:1");

        assertThat(pull(reference).status()).isEqualTo(PullResult.Status.NEW);

        assertThat(engine.image(reference.toString()).target().mediaType())
                .isEqualTo(MediaType.OCI_MANIFEST);
        assertThat(pull(reference).status()).isEqualTo(PullResult.Status.UP_TO_DATE);
    }

    @Test
    void aManifestThatComesWithAMediaTypeThatSaysNothingHasItsOwn() throws Exception {
        for (String type : List.of("text/plain", "application/json", "application/octet-stream")) {
            String name = type.replaceAll(".*/", "").replace('-', '_');
            registry.serve(name, "1", IMAGE);
            registry.serveManifest(name, "1", type, IMAGE.manifestBytes());
            Reference reference = registry.reference(name + ":1");

            pull(reference);

            assertThat(engine.image(reference.toString()).target().mediaType())
                    .isEqualTo(MediaType.OCI_MANIFEST);
        }
    }

    @Test
    void theUnionIsMadeByThePull() throws Exception {
        registry.serve("app", "1", IMAGE);

        pull(registry.reference("app:1"));

        try (var unions = Files.list(StoreOf.bytes(engine).paths().unions())) {
            assertThat(unions.map(file -> file.getFileName().toString()))
                    .anyMatch(name -> name.endsWith(".erofs"));
        }
    }

    @Test
    void anImageThatIsThereCostsOneRequest() throws Exception {
        registry.serve("app", "1", IMAGE);
        Reference reference = registry.reference("app:1");
        pull(reference);
        registry.requests().clear();

        PullResult again = pull(reference);

        assertThat(again.status()).isEqualTo(PullResult.Status.UP_TO_DATE);
        assertThat(registry.requests())
                .filteredOn(request -> !request.endsWith("/v2/"))
                .containsExactly("HEAD /v2/app/manifests/1");
    }

    @Test
    void anImageByDigestThatIsThereCostsNoRequest() throws Exception {
        registry.serve("app", "1", IMAGE);
        Reference reference =
                registry.reference("app").withDigest(Digest.of(IMAGE.manifestBytes()));
        pull(reference);
        registry.requests().clear();

        assertThat(pull(reference).status()).isEqualTo(PullResult.Status.UP_TO_DATE);
        assertThat(registry.requests()).isEmpty();
        assertThat(engine.images().getFirst().dangling()).isTrue();
        Reference tagged = Reference.parse(reference.name() + ":1@" + reference.digest().get());
        assertThat(pull(tagged).status()).isEqualTo(PullResult.Status.UP_TO_DATE);
        assertThat(registry.requests()).as("the tag says nothing").isEmpty();
    }

    @Test
    void aTagBesideADigestIsNotPulled() throws Exception {
        TestImage newer = TestImage.ofGzip(TarOf.files("new", "new"));
        registry.serve("app", "1", newer);
        registry.serve("app", "0", IMAGE);
        Reference tag = registry.reference("app:1");
        Reference pinned = Reference.parse(tag + "@" + IMAGE.target().digest());

        assertThat(pull(pinned).reference()).as("as it was typed").isEqualTo(pinned);

        assertThat(engine.image(pinned.toString()).id()).isEqualTo(IMAGE.id());
        assertThatThrownBy(() -> engine.image(tag.toString()))
                .isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> engine.push(pinned, TransferListener.NONE))
                .hasMessageStartingWith("cannot push a digest reference");
        pull(tag);
        assertThat(engine.image(tag.toString()).id()).isEqualTo(newer.id());
        assertThat(engine.image(pinned.toString()).tags()).isEmpty();
    }

    @Test
    void aLayerThatIsThereIsNotFetched() throws Exception {
        TestImage sibling =
                TestImage.ofGzip(IMAGE.tars().getFirst(), TarOf.files("other", "other"));
        registry.serve("app", "1", IMAGE);
        registry.serve("app", "2", sibling);
        pull(registry.reference("app:1"));
        registry.requests().clear();
        List<TransferEvent> events = new CopyOnWriteArrayList<>();

        engine.pull(registry.reference("app:2"), PullOptions.DEFAULT, events::add);

        Descriptor shared = sibling.manifest().layers().getFirst();
        assertThat(events)
                .contains(new TransferEvent.LayerExists(shared))
                .doesNotContain(new TransferEvent.LayerQueued(shared));
        assertThat(registry.requests()).noneMatch(line -> line.endsWith(shared.digest().hex()));
    }

    @Test
    void anUncompressedLayerIsOneFile() throws Exception {
        TestImage plain = TestImage.ofPlain(TarOf.files("a", "a"));
        registry.serve("plain", "latest", plain);

        pull(registry.reference("plain"));

        Path tar = StoreOf.bytes(engine).tar(plain.diffIds().getFirst());
        Path blob = StoreOf.bytes(engine).paths().blob(plain.diffIds().getFirst().digest());
        assertThat(Files.isSameFile(tar, blob)).isTrue();
    }

    @Test
    void aPlainLayerWithoutPaddingIsNoLinkToItsBlob() throws Exception {
        Bytes tar = new TarOf().header(TarOf.FILE, "a", "", 5).cutOff();
        Bytes odd = Bytes.of(Arrays.copyOf(tar.toArray(), 517));
        TestImage plain = TestImage.ofPlain(odd);
        registry.serve("plain", "latest", plain);

        pull(registry.reference("plain"));

        assertThat(blob(plain.manifest().layers().getFirst())).isEqualTo(odd);
        assertThat(StoreOf.bytes(engine).tar(plain.diffIds().getFirst()))
                .hasBinaryContent(Arrays.copyOf(tar.toArray(), 1024));
        assertThat(pull(registry.reference("plain")).status())
                .isEqualTo(PullResult.Status.UP_TO_DATE);
    }

    @Test
    void thePlatformChoosesTheManifestOfAnIndex() throws Exception {
        TestImage arm = TestImage.ofGzip(TarOf.files("arm", "arm"));
        Bytes list = serveIndex(arm);
        Reference reference = registry.reference("multi");

        engine.pull(
                reference, PullOptions.of(Platform.parse("linux/arm64")), TransferListener.NONE);

        ImageDetails image = engine.image(reference.toString());
        assertThat(image.target().digest()).isEqualTo(Digest.of(list));
        assertThat(image.manifestBytes()).isEqualTo(arm.manifestBytes());
    }

    @Test
    void aMissingPlatformIsRefusedWithTheOnesThatThereAre() {
        serveIndex(TestImage.ofGzip(TarOf.files("arm", "arm")));
        var options = PullOptions.of(Platform.parse("linux/s390x"));

        assertThatThrownBy(
                        () ->
                                engine.pull(
                                        registry.reference("multi"),
                                        options,
                                        TransferListener.NONE))
                .isInstanceOf(NotFoundException.class)
                .hasMessageContaining(
                        "no matching manifest for linux/s390x in the manifest list entries")
                .hasMessageEndingWith("has linux/amd64, linux/arm64");
    }

    private Bytes serveIndex(TestImage arm) {
        registry.serve("multi", "amd", IMAGE);
        registry.serve("multi", "arm", arm);
        Bytes list =
                ImageIndexJson.write(
                        ImageIndex.of(
                                List.of(
                                        IMAGE.target().withPlatform(Platform.of("linux", "amd64")),
                                        arm.target().withPlatform(Platform.of("linux", "arm64")))));
        registry.serveManifest("multi", "latest", MediaType.OCI_INDEX, list);
        return list;
    }

    @Test
    void aTagThatMovedLeavesTheOldImageUnderItsDigest() throws Exception {
        TestImage newer = TestImage.ofGzip(TarOf.files("new", "new"));
        Reference reference = registry.reference("app:1");
        registry.serve("app", "1", IMAGE);
        pull(reference);
        registry.serve("app", "1", newer);

        assertThat(pull(reference).status()).isEqualTo(PullResult.Status.NEW);

        assertThat(engine.image(reference.toString()).id()).isEqualTo(newer.id());
        assertThat(engine.image(IMAGE.id().toString()).tags()).isEmpty();
        assertThat(engine.image(IMAGE.id().toString()).repoDigests())
                .containsExactly(reference.withDigest(Digest.of(IMAGE.manifestBytes())));
    }

    @Test
    void whatAnEarlierAttemptReceivedIsNotFetchedAgain() throws Exception {
        registry.serve("app", "1", IMAGE);
        Bytes blob = IMAGE.blobs().getLast();
        leave(blob.slice(0, 100));

        pull(registry.reference("app:1"));

        assertThat(registry.requests())
                .anyMatch(line -> line.contains("blobs/" + Digest.of(blob) + " from 100-"));
    }

    @Test
    void aDamagedRestOfAnEarlierAttemptIsFetchedAgain() throws Exception {
        registry.serve("app", "1", IMAGE);
        leave(Bytes.of(new byte[100]));

        assertThat(pull(registry.reference("app:1")).status()).isEqualTo(PullResult.Status.NEW);
    }

    private void leave(Bytes received) throws IOException {
        Files.createDirectory(
                scratch.resolve("store"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Path ingest = Files.createDirectories(StoreOf.bytes(engine).paths().ingest());
        Digest blob = Digest.of(IMAGE.blobs().getLast());
        Files.write(ingest.resolve("blob-" + blob.hex()), received.toArray());
    }

    @Test
    void twoPullsOfALayerFetchItOnce() throws Exception {
        registry.serve("app", "1", IMAGE);
        Bytes blob = IMAGE.blobs().getLast();
        registry.serveBlobSlowly("app", Digest.of(blob), blob, 300);

        try (ExecutorService pulls = Executors.newFixedThreadPool(2);
                Engine other = open()) {
            Future<PullResult> first = pulls.submit(() -> pull(registry.reference("app:1")));
            Future<PullResult> second =
                    pulls.submit(
                            () ->
                                    other.pull(
                                            registry.reference("app:1"),
                                            PullOptions.DEFAULT,
                                            TransferListener.NONE));
            first.get();
            second.get();
        }

        assertThat(registry.requests())
                .filteredOn(line -> line.endsWith(Digest.of(blob).toString()))
                .hasSize(1);
    }
}

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
import dev.lamina.engine.value.image.TransferListener;
import dev.lamina.image.Bytes;
import dev.lamina.image.Descriptor;
import dev.lamina.image.ImageIndex;
import dev.lamina.image.MediaType;
import dev.lamina.image.Platform;
import dev.lamina.image.Reference;
import dev.lamina.image.json.ImageIndexJson;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/// Which image of an index is pulled (image-spec 1.1, image-index.md; what containerd and Docker take).
final class PlatformChoiceTest {

    private static final Platform AMD64 = Platform.of("linux", "amd64");
    private static final Platform ARM64 = Platform.of("linux", "arm64");

    private static final Descriptor ATTESTATION =
            Descriptor.of(MediaType.OCI_MANIFEST, Bytes.utf8("attestation"))
                    .withPlatform(Platform.of("unknown", "unknown"))
                    .withAnnotations(Map.of("vnd.docker.reference.type", "attestation-manifest"));

    @TempDir private Path scratch;

    private ScriptedRegistry registry;
    private Engine engine;
    private final List<TestImage> images = new ArrayList<>();

    @BeforeEach
    void start() throws IOException {
        registry = ScriptedRegistry.start();
        engine =
                Engine.open(
                        new EngineSettings(
                                scratch.resolve("store"),
                                Map.of("LAMINA_PLATFORM", "linux/amd64"),
                                scratch,
                                AMD64,
                                "test"));
        for (String architecture : List.of("amd64", "arm64", "arm")) {
            TestImage image =
                    TestImage.ofGzip(TarOf.files("name", architecture))
                            .withConfig(
                                    "\"architecture\":\"amd64\"",
                                    "\"architecture\":\"" + architecture + "\"");
            registry.serve("app", architecture, image);
            images.add(image);
        }
    }

    @AfterEach
    void stop() throws IOException {
        engine.close();
        registry.close();
    }

    private TestImage amd64() {
        return images.get(0);
    }

    private TestImage arm64() {
        return images.get(1);
    }

    private Descriptor serveIndex(String tag, Descriptor... entries) {
        Bytes document = ImageIndexJson.write(ImageIndex.of(List.of(entries)));
        registry.serveManifest("app", tag, MediaType.OCI_INDEX, document);
        return Descriptor.of(MediaType.OCI_INDEX, document);
    }

    private ImageDetails pull(String tag, PullOptions options) throws IOException {
        Reference reference = registry.reference("app:" + tag);
        engine.pull(reference, options, TransferListener.NONE);
        return engine.image(reference.toString());
    }

    private void pulls(TestImage expected, Descriptor... entries) throws IOException {
        serveIndex("1", entries);
        assertThat(pull("1", PullOptions.DEFAULT).id()).isEqualTo(expected.id());
    }

    @Test
    void theBestVariantThatIsNotAboveTheWantedOneIsTaken() throws Exception {
        Platform arm = Platform.of("linux", "arm");
        TestImage v5 = images.get(2);
        serveIndex(
                "arm",
                amd64().target().withPlatform(arm.withVariant("v8")),
                v5.target().withPlatform(arm.withVariant("v5")),
                arm64().target().withPlatform(arm.withVariant("v6")));

        assertThat(pull("arm", PullOptions.of(Platform.parse("linux/arm/v7"))).id())
                .isEqualTo(arm64().id());
        assertThat(pull("arm", PullOptions.of(Platform.parse("linux/arm/v5"))).id())
                .isEqualTo(v5.id());
        assertThat(pull("arm", PullOptions.of(Platform.parse("linux/arm64"))).id())
                .isEqualTo(amd64().id());
        assertThatThrownBy(() -> pull("arm", PullOptions.DEFAULT))
                .hasMessageContaining("no matching manifest for linux/amd64 in the manifest list")
                .hasMessageEndingWith("has linux/arm/v5, linux/arm/v6, linux/arm/v8");
    }

    @Test
    void aBetterVariantThanTheOneThatIsHereIsPulled() throws Exception {
        serveIndex(
                "v",
                amd64().target().withPlatform(AMD64),
                arm64().target().withPlatform(AMD64.withVariant("v2")));
        Reference reference = registry.reference("app:v");
        PullOptions v3 = PullOptions.of(Platform.parse("linux/amd64/v3"));

        assertThat(pull("v", PullOptions.DEFAULT).id()).isEqualTo(amd64().id());
        assertThat(pull("v", v3).id()).isEqualTo(arm64().id());
        int requests = registry.requests().size();
        assertThat(engine.pull(reference, v3, TransferListener.NONE).status())
                .isEqualTo(PullResult.Status.UP_TO_DATE);
        assertThat(registry.requests()).hasSize(requests + 1);
        assertThat(pull("v", PullOptions.DEFAULT).id()).isEqualTo(amd64().id());
    }

    @Test
    void theFirstOfEquallyGoodEntriesIsTaken() throws Exception {
        pulls(
                amd64(),
                amd64().target().withPlatform(AMD64),
                arm64().target().withPlatform(AMD64.withVariant("v1")));
    }

    @Test
    void attestationsAndUnknownTypesArePassedOver() throws Exception {
        Descriptor unknown =
                Descriptor.of("application/vnd.example.v9+json", Bytes.utf8("zz"))
                        .withPlatform(AMD64);
        Descriptor attested = ATTESTATION.withPlatform(AMD64);

        pulls(amd64(), unknown, attested, ATTESTATION, amd64().target().withPlatform(AMD64));
    }

    @Test
    void anIndexInAnIndexIsLookedInto() throws Exception {
        Descriptor amd = serveIndex("a", amd64().target().withPlatform(AMD64), ATTESTATION);
        Descriptor arm = serveIndex("b", arm64().target().withPlatform(ARM64), ATTESTATION);
        Descriptor both = serveIndex("c", arm, amd);

        pulls(amd64(), arm.withPlatform(ARM64), amd.withPlatform(AMD64));
        pulls(amd64(), both);
        pulls(amd64(), amd.withPlatform(ARM64), both.withPlatform(AMD64));
    }

    @Test
    void allThatLeadsToAnImageStaysInTheStore() throws Exception {
        Descriptor inner = serveIndex("a", amd64().target().withPlatform(AMD64));
        Descriptor middle = serveIndex("b", inner);
        Descriptor outer = serveIndex("1", middle.withPlatform(AMD64));
        pull("1", PullOptions.DEFAULT);

        pull("arm64", PullOptions.of(ARM64));

        ImageDetails image = engine.image(registry.reference("app:1").toString());
        assertThat(image.id()).isEqualTo(amd64().id());
        assertThat(image.target().digest()).isEqualTo(outer.digest());
        for (Descriptor index : List.of(inner, middle, outer)) {
            assertThat(StoreOf.bytes(engine).blobs().has(index)).isTrue();
        }
        assertThat(
                        engine.pull(
                                        registry.reference("app:1"),
                                        PullOptions.DEFAULT,
                                        TransferListener.NONE)
                                .status())
                .isEqualTo(PullResult.Status.UP_TO_DATE);
    }

    @Test
    void theConfigCountsWhereAnEntryHasNoPlatform() throws Exception {
        pulls(amd64(), amd64().target());
        pulls(amd64(), arm64().target(), amd64().target());
        pulls(
                amd64(),
                amd64().target(),
                arm64().target().withPlatform(ARM64),
                arm64().target().withPlatform(Platform.of("", "")));
    }

    @Test
    void anEntryThatSaysItsPlatformGoesBeforeThoseThatDoNot() throws Exception {
        pulls(arm64(), amd64().target(), arm64().target().withPlatform(AMD64));
    }

    @Test
    void whatIsMissingOrNoImageIsPassedOverWhereNoPlatformIsSaid() throws Exception {
        Descriptor missing = Descriptor.of(MediaType.OCI_MANIFEST, Bytes.utf8("gone"));
        Bytes artifact =
                Bytes.utf8(
                        amd64().manifestBytes()
                                .utf8()
                                .replace("{\"schema", "{\"artifactType\":\"a/b\",\"schema")
                                .replace(MediaType.OCI_CONFIG, MediaType.OCI_EMPTY));
        registry.serveManifest("app", "artifact", MediaType.OCI_MANIFEST, artifact);
        Descriptor sbom = Descriptor.of(MediaType.OCI_MANIFEST, artifact);

        pulls(amd64(), missing, sbom, amd64().target());
        pulls(amd64(), sbom.withPlatform(AMD64), amd64().target().withPlatform(AMD64));
        serveIndex("2", sbom.withPlatform(AMD64), arm64().target().withPlatform(ARM64));
        assertThatThrownBy(() -> pull("2", PullOptions.DEFAULT))
                .hasMessageContaining("(an artifact cannot be pulled as an image)");
    }

    @Test
    void duplicatesAreOpenedOnce() throws Exception {
        serveIndex("1", Collections.nCopies(1_000, arm64().target()).toArray(Descriptor[]::new));

        assertThatThrownBy(() -> pull("1", PullOptions.DEFAULT))
                .hasMessageEndingWith("has linux/arm64");
        assertThat(registry.requests()).hasSize(3);
    }

    @Test
    void theLastWordOnATypeHasTheDocument() throws Exception {
        Descriptor unnamed = Descriptor.of("", amd64().manifestBytes()).withPlatform(AMD64);
        Descriptor docker =
                Descriptor.of(MediaType.DOCKER_MANIFEST, amd64().manifestBytes())
                        .withPlatform(AMD64);

        pulls(amd64(), unnamed);
        pulls(amd64(), docker);
        assertThat(
                        engine.image(registry.reference("app:1").toString())
                                .manifestDescriptor()
                                .mediaType())
                .isEqualTo(MediaType.OCI_MANIFEST);
    }

    @Test
    void aSingleImageIsTakenForItsVariantToo() throws Exception {
        PullOptions v3 = PullOptions.of(Platform.parse("linux/amd64/v3"));

        assertThat(pull("amd64", v3).id()).isEqualTo(amd64().id());
        assertThatThrownBy(() -> pull("arm64", v3))
                .hasMessageContaining(
                        "was found but does not provide the specified platform (linux/amd64/v3): it"
                                + " is for linux/arm64");
        assertThat(pull("arm64", PullOptions.DEFAULT).id()).isEqualTo(arm64().id());
    }
}

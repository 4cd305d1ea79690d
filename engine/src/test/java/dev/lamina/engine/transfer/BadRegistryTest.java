package dev.lamina.engine.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lamina.engine.images.Images;
import dev.lamina.engine.images.TestImage;
import dev.lamina.engine.store.StorePaths;
import dev.lamina.engine.store.TarOf;
import dev.lamina.engine.transfer.ScriptedRegistry.Fault;
import dev.lamina.engine.value.image.PullOptions;
import dev.lamina.engine.value.image.PullResult;
import dev.lamina.engine.value.image.TransferEvent;
import dev.lamina.engine.value.image.TransferListener;
import dev.lamina.image.Bytes;
import dev.lamina.image.Descriptor;
import dev.lamina.image.DigestMismatchException;
import dev.lamina.image.ImageFormatException;
import dev.lamina.image.Platform;
import dev.lamina.image.compression.JdkGzipDecoder;
import dev.lamina.registry.ClientOptions;
import dev.lamina.registry.RegistryClient;
import dev.lamina.registry.RegistryConfig;
import dev.lamina.registry.auth.DockerCredentials;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/// Registries that stall, hang up or send other bytes than they say. A pull that cannot go on says
/// why; of what it received, only the beginning of a blob stays, under `ingest/`, and the next pull
/// goes on from there.
final class BadRegistryTest {

    private static final TestImage IMAGE = TestImage.ofGzip(TarOf.files("a", text()));
    private static final Descriptor LAYER = IMAGE.manifest().layers().getFirst();
    private static final Bytes BLOB = IMAGE.blobs().getFirst();

    @TempDir private Path scratch;

    private ScriptedRegistry registry;
    private RegistryClient client;
    private Images images;

    /// Its gzip has some pieces, fewer than the client's attempts.
    private static String text() {
        var random = new SplittableRandom(1);
        var text = new StringBuilder();
        for (int i = 0; i < 500; i++) {
            text.append(Long.toHexString(random.nextLong()));
        }
        return text.toString();
    }

    @BeforeEach
    void start() throws IOException {
        registry = ScriptedRegistry.start();
        registry.serve("app", "1", IMAGE);
        client =
                new RegistryClient(
                        RegistryConfig.load(Map.of(), scratch),
                        DockerCredentials.of(Map.of(), scratch),
                        ClientOptions.of("test", Map.of(), scratch)
                                .withIdleTimeout(Duration.ofSeconds(1))
                                .withSleeper(duration -> {}));
        images = Images.open(new StorePaths(scratch.resolve("store")));
    }

    @AfterEach
    void stop() throws IOException {
        client.close();
        registry.close();
    }

    private PullResult pull() throws IOException {
        return pull(TransferListener.NONE);
    }

    private PullResult pull(TransferListener listener) throws IOException {
        return new Pull(images, client, JdkGzipDecoder::new, Platform.of("linux", "amd64"))
                .run(registry.reference("app:1"), PullOptions.DEFAULT, listener);
    }

    @Test
    void whatIsTriedAgainIsToldWithTheTimeUntilThenAndTheReason() throws Exception {
        registry.serveBlobBadly("app", LAYER.digest(), BLOB, Fault.CLOSES);
        List<TransferEvent> events = new CopyOnWriteArrayList<>();

        pull(events::add);

        assertThat(events)
                .filteredOn(TransferEvent.LayerRetrying.class::isInstance)
                .startsWith(
                        new TransferEvent.LayerRetrying(
                                LAYER,
                                2,
                                Duration.ofSeconds(1),
                                "the connection ended after 1000 of " + BLOB.length() + " bytes"))
                .hasSizeGreaterThan(1);
    }

    @Test
    void whatAnEarlierPullReceivedIsToldApartFromWhatTravels() throws Exception {
        registry.serveBlobBadly("app", LAYER.digest(), BLOB, Fault.SENDS_ANOTHER_RANGE);
        assertThatThrownBy(this::pull).isInstanceOf(IOException.class);
        registry.serveBlob("app", LAYER.digest(), BLOB);
        byte[] start = Arrays.copyOf(BLOB.toArray(), ScriptedRegistry.PIECE);
        Path ingest = scratch.resolve("store/ingest/blob-" + LAYER.digest().hex());
        Files.write(ingest, start);
        List<TransferEvent> events = new CopyOnWriteArrayList<>();

        pull(events::add);

        assertThat(events)
                .filteredOn(TransferEvent.LayerResumed.class::isInstance)
                .containsExactly(new TransferEvent.LayerResumed(LAYER, ScriptedRegistry.PIECE));
        assertThat(events)
                .filteredOn(TransferEvent.LayerProgress.class::isInstance)
                .extracting(event -> ((TransferEvent.LayerProgress) event).bytes())
                .startsWith((long) ScriptedRegistry.PIECE)
                .endsWith((long) BLOB.length())
                .allMatch(bytes -> bytes >= ScriptedRegistry.PIECE);
    }

    @ParameterizedTest
    @EnumSource(names = {"CLOSES", "CLOSES_AND_KNOWS_NO_RANGES"})
    void aPullGoesOnWhereTheConnectionBroke(Fault fault) throws Exception {
        registry.serveBlobBadly("app", LAYER.digest(), BLOB, fault);

        assertThat(pull().status()).isEqualTo(PullResult.Status.NEW);

        int pieces = (BLOB.length() + ScriptedRegistry.PIECE - 1) / ScriptedRegistry.PIECE;
        assertThat(pieces).isBetween(3, 5);
        assertThat(registry.requests())
                .filteredOn(line -> line.contains("/blobs/" + LAYER.digest()))
                .as("each begins where the one before ended, or is a repetition")
                .extracting(line -> line.replaceAll(".* from |-$|.*/.*", ""))
                .containsOnly(starts(pieces));
    }

    private static String[] starts(int count) {
        String[] starts = new String[count];
        starts[0] = "";
        for (int i = 1; i < count; i++) {
            starts[i] = "" + i * ScriptedRegistry.PIECE;
        }
        return starts;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "STALLS | blob {layer}: nothing arrived for a second",
                "CLOSES_AT_ONCE | blob {layer}: the connection ended after 0 of {size} bytes",
                "SENDS_ANOTHER_RANGE | header Content-Range: expected bytes from 1000 on,"
                        + " got 'bytes 1001-{last}/{size}'"
                        + " (GET http://{registry}/v2/app/blobs/{layer})"
            })
    void aRegistryThatFailsIsNamed(Fault fault, String message) throws Exception {
        registry.serveBlobBadly("app", LAYER.digest(), BLOB, fault);

        assertThatThrownBy(this::pull)
                .isInstanceOf(IOException.class)
                .extracting(e -> e.getMessage().replace(registry.host(), "{registry}"))
                .asString()
                .isEqualTo(
                        message.replace("{layer}", LAYER.digest().toString())
                                .replace("{last}", "" + (BLOB.length() - 1))
                                .replace("{size}", "" + BLOB.length()));
        assertThat(images.summaries()).isEmpty();
        assertThat(contents("blobs")).isEmpty();
        assertThat(contents("layers")).isEmpty();
        assertThat(contents("ingest")).isSubsetOf("blob-" + LAYER.digest().hex());

        registry.serveBlob("app", LAYER.digest(), BLOB);
        assertThat(pull().status()).isEqualTo(PullResult.Status.NEW);
        assertThat(contents("ingest")).isEmpty();
    }

    @Test
    void otherBytesThanTheRangeSaysAreRefusedAndNotKept() throws Exception {
        registry.serveBlobBadly("app", LAYER.digest(), BLOB, Fault.LIES_ABOUT_THE_RANGE);

        // Whatever is found first: that the bytes do not inflate, or that their digest is another.
        assertThatThrownBy(this::pull)
                .isInstanceOfAny(DigestMismatchException.class, ImageFormatException.class)
                .hasMessageMatching(
                        "(blob, digest: expected |layer )"
                                + LAYER.digest()
                                + ", (got|at [0-9]+:) .*");

        for (String directory : List.of("blobs", "layers", "unions", "ingest")) {
            assertThat(contents(directory)).as(directory).isEmpty();
        }
    }

    private List<String> contents(String directory) throws IOException {
        Path path = images.store().paths().root().resolve(directory);
        if (!Files.exists(path)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(path)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> file.getFileName().toString())
                    .toList();
        }
    }
}

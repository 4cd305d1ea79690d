package dev.lamina.hub.look;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.lamina.hub.blob.BlobStore;
import dev.lamina.hub.blob.FileBlobStore;
import dev.lamina.hub.blob.Upload;
import dev.lamina.hub.blob.VerifiedUpload;
import dev.lamina.hub.catalog.Change;
import dev.lamina.hub.catalog.RepositoryName;
import dev.lamina.hub.catalog.content.Catalog;
import dev.lamina.hub.catalog.content.NewManifest;
import dev.lamina.hub.catalog.content.StoredManifest;
import dev.lamina.hub.db.Database;
import dev.lamina.image.Bytes;
import dev.lamina.image.Descriptor;
import dev.lamina.image.Digest;
import dev.lamina.image.ImageFormatException;
import dev.lamina.image.Manifest;
import dev.lamina.image.MediaType;
import dev.lamina.image.NotFoundException;
import dev.lamina.image.TreePath;
import dev.lamina.image.json.ManifestJson;
import dev.lamina.image.look.ConfigChange;
import dev.lamina.image.look.FileRow;
import dev.lamina.image.look.FollowedPath;
import dev.lamina.image.look.ImageDifference;
import dev.lamina.image.look.ImageStep;
import dev.lamina.image.look.Listing;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/// Images whose layers GNU tar makes.
final class LooksTest {

    private static final RepositoryName APP = new RepositoryName("me/app");
    private static final LookMemory NO_BOUND = new LookMemory(_ -> {});
    private static final String HISTORY =
            """
            [{"created_by":"/bin/sh -c #(nop) ADD file:1 in / "},
             {"created_by":"/bin/sh -c #(nop)  ENV A=1","empty_layer":true},
             {"created_by":"/bin/sh -c apt-get install x"}]""";

    @TempDir private Path scratch;

    private Database database;
    private Catalog catalog;
    private BlobStore store;
    private Looks looks;

    @BeforeEach
    void openHub() throws IOException {
        database = Database.open(scratch.resolve("catalog.db"));
        catalog = new Catalog(database);
        store = FileBlobStore.open(scratch.resolve("blobs"));
        looks = new Looks(catalog, store, scratch.resolve("derived"));
    }

    @AfterEach
    void closeHub() {
        store.close();
        database.close();
    }

    @Test
    void theStepsAreTheHistoryWithItsLayers() throws Exception {
        ImageLook look = look(twoLayers(), config(2, HISTORY, ""));

        assertThat(look.steps())
                .extracting(ImageStep::instruction, ImageStep::layerNumber)
                .containsExactly(
                        tuple("ADD file:1 in /", 1),
                        tuple("ENV A=1", 0),
                        tuple("RUN apt-get install x", 2));
        assertThat(look.steps().getFirst().layer()).contains(look.manifest().layers().getFirst());
    }

    @Test
    void aHistoryOfOtherLayersIsNotBelieved() throws Exception {
        ImageLook look = look(twoLayers(), config(2, "[{\"created_by\":\"one\"}]", ""));

        assertThat(look.steps())
                .extracting(ImageStep::instruction, ImageStep::layerNumber)
                .containsExactly(tuple("", 1), tuple("", 2));
    }

    @Test
    void aDirectoryShowsTheMergedFilesAndWhereTheyCameFrom() throws Exception {
        ImageLook look = look(twoLayers(), config(2, "[]", ""));

        assertThat(look.list(TreePath.ROOT).rows())
                .extracting(FileRow::name, FileRow::kind, FileRow::layerNumber)
                .containsExactly(
                        tuple("bin", FileRow.Kind.SYMLINK, 1),
                        tuple("etc", FileRow.Kind.DIRECTORY, 2));
        assertThat(look.list(TreePath.parse("/etc")).rows())
                .extracting(FileRow::name, FileRow::size, FileRow::layerNumber)
                .containsExactly(tuple("hosts", 8L, 2), tuple("large", 3_000_000L, 1));
        assertThat(look.find(TreePath.parse("/bin")).target()).contains("usr/bin");
        assertThatThrownBy(() -> look.list(TreePath.parse("/etc/hosts")))
                .isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> look.find(TreePath.parse("/etc/gone")))
                .isInstanceOf(NotFoundException.class);
    }

    @Test
    void theContentOfAFileIsReadOutOfItsLayer() throws Exception {
        ImageLook look = look(twoLayers(), config(2, "[]", ""));

        assertThat(read(look, "/etc/hosts")).asString().isEqualTo("changed\n");
        assertThat(read(look, "/etc/large")).isEqualTo(large());
        assertThatThrownBy(() -> look.openFile(TreePath.parse("/bin")))
                .isInstanceOf(NotFoundException.class);
    }

    private static byte[] read(ImageLook look, String path) throws IOException {
        try (InputStream in = look.openFile(TreePath.parse(path))) {
            return in.readAllBytes();
        }
    }

    @Test
    void theHolesOfASparseFileAreZeros() throws Exception {
        Path root = Files.createDirectory(scratch.resolve("sparse"));
        run(root, "truncate", "-s", "1M", "file");
        run(root, "sh", "-c", "printf end >> file");
        byte[] expected = Files.readAllBytes(root.resolve("file"));

        ImageLook look = look(List.of(tar(root, "--sparse")), config(1, "[]", ""));

        assertThat(read(look, "/file")).isEqualTo(expected);
    }

    @Test
    void anIndexIsMadeOnceAndAgainWhenItIsLost() throws Exception {
        ImageLook look = look(twoLayers(), config(2, "[]", ""));
        Listing rows = look.list(TreePath.parse("/etc"));
        List<Path> files;
        try (Stream<Path> list = Files.list(scratch.resolve("derived"))) {
            files = list.toList();
        }
        assertThat(files).hasSize(2);

        Files.delete(files.get(0));
        Files.writeString(files.get(1), "damaged");

        looks = new Looks(catalog, store, scratch.resolve("derived"));
        ImageLook again = looks.image(APP, look.digest(), NO_BOUND).orElseThrow();
        assertThat(again.list(TreePath.parse("/etc"))).isEqualTo(rows);
        assertThat(Files.size(files.get(1))).isGreaterThan(100);
    }

    /// Nothing is read any more: neither indexes nor blobs.
    @Test
    void whatWasFoundIsKept() throws Exception {
        List<Path> layers = twoLayers();
        ImageLook look = look(layers, config(2, "[]", ""));
        ImageLook other = look(layers.subList(0, 1), config(1, "[]", ""));
        TreePath hosts = TreePath.parse("/etc/hosts");
        Listing listing = look.list(TreePath.ROOT);
        FollowedPath followed = look.follow(hosts);
        Bytes content = look.read(hosts, 100);
        ImageDifference difference = look.compare(other);
        for (String directory : List.of("derived", "blobs/blobs")) {
            try (Stream<Path> files = Files.walk(scratch.resolve(directory))) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    Files.delete(file);
                }
            }
        }

        assertThat(look.list(TreePath.ROOT)).isEqualTo(listing);
        assertThat(look.follow(hosts)).isEqualTo(followed);
        assertThat(look.read(hosts, 100)).isEqualTo(content);
        assertThat(look.compare(other)).isEqualTo(difference);
        assertThatThrownBy(() -> look.list(TreePath.parse("/etc"))).isInstanceOf(IOException.class);
    }

    @Test
    void aLookThatNobodyWaitsForEnds() throws Exception {
        ImageLook look = look(twoLayers(), config(2, "[]", ""));
        Thread.currentThread().interrupt();
        try {
            assertThatThrownBy(() -> look.list(TreePath.ROOT)).isInstanceOf(IOException.class);
        } finally {
            Thread.interrupted();
        }

        assertThat(look.list(TreePath.ROOT).count()).isEqualTo(2);
    }

    @Test
    void twoImagesDifferInFilesAndSettings() throws Exception {
        List<Path> layers = twoLayers();
        ImageLook one = look(layers.subList(0, 1), config(1, "[]", "\"Env\":[\"A=1\",\"B=2\"]"));
        ImageLook two =
                look(layers, config(2, "[]", "\"Env\":[\"A=2\",\"B=2\"],\"Cmd\":[\"run\",\"it\"]"));

        ImageDifference difference = one.compare(two);

        assertThat(difference.config())
                .containsExactly(
                        new ConfigChange("Cmd", Optional.empty(), Optional.of("run it")),
                        new ConfigChange("Env A", Optional.of("1"), Optional.of("2")));
        assertThat(difference.files())
                .extracting(Object::toString)
                .contains("C /etc/hosts", "D /etc/old")
                .doesNotContain("C /etc/large");
    }

    /// Builds that set all times to one make such layers.
    @Test
    void filesOfTheSameSizeAndTimeAreComparedByTheirContent() throws Exception {
        Path one = Files.createDirectories(scratch.resolve("one"));
        Path two = Files.createDirectories(scratch.resolve("two"));
        for (Path root : List.of(one, two)) {
            Files.writeString(root.resolve("b-same"), "same");
            Files.writeString(root.resolve("c-empty"), "");
            Files.writeString(root.resolve("d-changed"), root.equals(one) ? "1234" : "4321");
        }
        Files.writeString(two.resolve("a-new"), "moves all others");
        List<Path> layers = List.of(tar(one, "--mtime=@1"), tar(two, "--mtime=@1", "--sort=name"));

        ImageDifference difference =
                look(layers.subList(0, 1), config(1, "[]", ""))
                        .compare(look(layers.subList(1, 2), config(1, "[]", "")));

        assertThat(difference.files())
                .extracting(Object::toString)
                .containsExactly("A /a-new", "C /d-changed");
        assertThat(difference.doubtful()).isZero();
    }

    /// Otherwise it could show a file of one layer as that of another.
    @Test
    void aLayerThatIsNotWhatTheConfigSaysIsNotShown() throws Exception {
        List<Path> layers = twoLayers();
        Bytes config = withDiffIds(config(2, "[]", ""), layers.reversed());
        ImageLook look = lookAsConfigured(layers, config);

        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> look.list(TreePath.ROOT))
                    .isInstanceOf(ImageFormatException.class)
                    .hasMessageContaining("of the config, got " + diffId(layers.get(0)));
        }
    }

    /// Labels are often wrong; all layers here are labelled gzip.
    @Test
    void aTarIsLookedIntoWhateverItsLabel() throws Exception {
        List<Path> layers = twoLayers();
        Path plain = scratch.resolve("plain.tar");
        try (var tar = new GZIPInputStream(Files.newInputStream(layers.get(0)))) {
            Files.copy(tar, plain);
        }
        Path zstd = scratch.resolve("upper.tar.zst");
        Path upper = scratch.resolve("upper");
        run(upper, "tar", "--zstd", "-cf", zstd.toString(), ".");
        Bytes config = withDiffIds(config(2, "[]", ""), List.of(plain, layers.get(1)));
        Path repacked = scratch.resolve("upper.tar");
        run(scratch, "zstd", "-qd", zstd.toString(), "-o", repacked.toString());
        String same = config.utf8().replace(diffId(layers.get(1)) + "", diffId(repacked) + "");

        ImageLook look = lookAsConfigured(List.of(plain, zstd), Bytes.utf8(same));

        assertThat(read(look, "/etc/hosts")).asString(UTF_8).isEqualTo("changed\n");
        assertThat(read(look, "/etc/large")).isEqualTo(large());
    }

    @Test
    void whatIsNoLayerIsRefused() throws Exception {
        Path rubbish = Files.writeString(scratch.resolve("rubbish"), "no gzip");
        ImageLook look = look(List.of(rubbish), config(1, "[]", ""));

        assertThatThrownBy(() -> look.list(TreePath.ROOT)).isInstanceOf(ImageFormatException.class);
        assertThat(scratch.resolve("derived")).doesNotExist();
    }

    /// It may inflate to gigabytes before that is seen.
    @Test
    void whatIsNoLayerIsNotReadAgain() throws Exception {
        Path rubbish = Files.writeString(scratch.resolve("rubbish"), "no gzip");
        ImageLook look = look(List.of(rubbish), config(1, "[]", ""));
        assertThatThrownBy(() -> look.list(TreePath.ROOT)).isInstanceOf(ImageFormatException.class);

        store.delete(look.manifest().layers().getFirst().digest());

        assertThatThrownBy(() -> look.list(TreePath.ROOT)).isInstanceOf(ImageFormatException.class);
    }

    @Test
    void aConfigOfAnotherNumberOfLayersIsRefused() throws Exception {
        assertThatThrownBy(() -> look(twoLayers(), config(1, "[]", "")))
                .isInstanceOf(ImageFormatException.class)
                .hasMessageEndingWith("expected 2 diffIDs, got 1");
    }

    @Test
    void whatTheRepositoryDoesNotHoldIsNotThere() throws Exception {
        ImageLook look = look(twoLayers(), config(2, "[]", ""));

        assertThat(looks.image(new RepositoryName("you/app"), look.digest(), NO_BOUND)).isEmpty();
    }

    /// A manifest may name foreign layers that its repository does not hold.
    @Test
    void aLayerThatTheRepositoryDoesNotHoldIsNotRead() throws Exception {
        ImageLook look = look(twoLayers(), config(2, "[]", ""));
        catalog.blobs().release(APP, look.manifest().layers().getLast().digest());

        assertThatThrownBy(() -> looks.image(APP, look.digest(), NO_BOUND))
                .isInstanceOf(NotFoundException.class);
    }

    @Test
    void memoryIsReservedForManifestAndConfig() throws Exception {
        Bytes config = config(2, "[]", "\"Labels\":{\"a\":\"" + "x".repeat(100_000) + "\"}");
        ImageLook look = look(twoLayers(), config);
        Digest digest = look.digest();
        long manifestSize = catalog.manifests().entry(APP, digest).orElseThrow().size();
        long configSize = look.manifest().config().size();
        var totals = new ArrayList<Long>();

        looks.image(APP, digest, new LookMemory(totals::add));

        assertThat(totals).containsExactly(32 * manifestSize, 32 * (manifestSize + configSize));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void withoutMemoryNothingIsRead(int granted) throws Exception {
        ImageLook look = look(twoLayers(), config(2, "[]", ""));
        var totals = new ArrayList<Long>();
        var memory =
                new LookMemory(
                        total -> {
                            if (totals.size() == granted) {
                                throw new IOException("others have it");
                            }
                            totals.add(total);
                        });

        assertThatThrownBy(() -> looks.image(APP, look.digest(), memory))
                .hasMessage("others have it");
    }

    private List<Path> twoLayers() throws Exception {
        Path lower = Files.createDirectories(scratch.resolve("lower/etc")).getParent();
        Files.writeString(lower.resolve("etc/hosts"), "first\n");
        Files.writeString(lower.resolve("etc/old"), "old\n");
        Files.write(lower.resolve("etc/large"), large());
        Files.createSymbolicLink(lower.resolve("bin"), Path.of("usr/bin"));
        Path upper = Files.createDirectories(scratch.resolve("upper/etc")).getParent();
        Files.writeString(upper.resolve("etc/hosts"), "changed\n");
        Files.writeString(upper.resolve("etc/.wh.old"), "");
        return List.of(tar(lower), tar(upper));
    }

    private static byte[] large() {
        byte[] bytes = new byte[3_000_000];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (i / 251);
        }
        return bytes;
    }

    private Path tar(Path root, String... options) throws Exception {
        Path tar = scratch.resolve(root.getFileName() + ".tar.gz");
        var command = new ArrayList<>(List.of("tar", "-czf", tar.toString()));
        command.addAll(List.of(options));
        command.add(".");
        run(root, command.toArray(String[]::new));
        return tar;
    }

    private static void run(Path directory, String... command) throws Exception {
        Process process =
                new ProcessBuilder(command).directory(directory.toFile()).inheritIO().start();
        assertThat(process.waitFor()).isZero();
    }

    /// A config with diffIDs that are put in later.
    private static Bytes config(int layerCount, String history, String settings) {
        var diffIds = new ArrayList<String>();
        for (int i = 0; i < layerCount; i++) {
            diffIds.add("\"DIFF-" + i + "\"");
        }
        return Bytes.utf8(
                """
                {"architecture":"amd64","os":"linux","config":{%s},"history":%s,
                "rootfs":{"type":"layers","diff_ids":[%s]}}"""
                        .formatted(settings, history, String.join(",", diffIds)));
    }

    private static Bytes withDiffIds(Bytes config, List<Path> layers) throws IOException {
        String text = config.utf8();
        for (int i = 0; i < layers.size(); i++) {
            text = text.replace("DIFF-" + i, diffId(layers.get(i)).toString());
        }
        return Bytes.utf8(text);
    }

    private static Digest diffId(Path layer) throws IOException {
        try (var tar = new GZIPInputStream(Files.newInputStream(layer))) {
            return Digest.of(Bytes.of(tar.readAllBytes()));
        } catch (ZipException e) {
            return Digest.of(Bytes.of(Files.readAllBytes(layer)));
        }
    }

    private ImageLook look(List<Path> layers, Bytes config) throws Exception {
        return lookAsConfigured(layers, withDiffIds(config, layers));
    }

    private ImageLook lookAsConfigured(List<Path> layers, Bytes config) throws Exception {
        var descriptors = new ArrayList<Descriptor>();
        for (Path layer : layers) {
            Bytes blob = Bytes.of(Files.readAllBytes(layer));
            publish(blob);
            descriptors.add(Descriptor.of(MediaType.OCI_LAYER_GZIP, blob));
        }
        publish(config);
        Bytes manifest =
                ManifestJson.write(
                        Manifest.of(Descriptor.of(MediaType.OCI_CONFIG, config), descriptors));
        var stored = new StoredManifest(Digest.of(manifest), MediaType.OCI_MANIFEST, manifest);
        catalog.manifests()
                .put(
                        APP,
                        new NewManifest(
                                stored,
                                List.of(),
                                List.of(),
                                List.of(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty()),
                        Optional.empty(),
                        new Change(Instant.EPOCH, "me"));
        return looks.image(APP, stored.digest(), NO_BOUND).orElseThrow();
    }

    private void publish(Bytes blob) throws IOException {
        UUID id = UUID.randomUUID();
        Upload upload = store.upload(id);
        upload.create();
        upload.append(0, new ByteArrayInputStream(blob.toArray()), blob.length());
        try (VerifiedUpload verified = upload.verify(Digest.of(blob))) {
            catalog.blobs()
                    .publish(
                            APP,
                            Digest.of(blob),
                            blob.length(),
                            id,
                            Instant.EPOCH,
                            verified::publish);
        }
    }
}

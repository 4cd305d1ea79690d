package dev.lamina.cli.hub;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamina.cli.testing.Lamina;
import dev.lamina.cli.testing.Lamina.Result;
import dev.lamina.cli.testing.TestStore;
import dev.lamina.cli.testing.TestStore.TestLayer;
import dev.lamina.hub.Hub;
import dev.lamina.hub.settings.HubSettings;
import dev.lamina.image.RunConfig;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// `lamina hub backup`, `restore` and `scrub` over a small hub with one image.
final class HubUpkeepCommandTest {

    private static final TestLayer LAYER = TestStore.layer("ADD base", "base", "base\n");

    @TempDir private Path scratch;
    private Lamina lamina;
    private Path data;
    private Path backup;
    private Path layer;
    private String digest;

    @BeforeEach
    void pushAnImage() throws IOException {
        data = scratch.resolve("data");
        backup = scratch.resolve("backup");
        lamina = new Lamina(scratch.resolve("store"));
        try (Hub hub = start(data)) {
            String name = "127.0.0.1:" + hub.address().getPort() + "/team/app:1";
            new TestStore(scratch.resolve("store"))
                    .add(Instant.EPOCH, RunConfig.EMPTY, List.of(LAYER), name);
            lamina.out("push", "-q", name);
        }
        // The other blob is the config.
        try (var files = Files.walk(data.resolve("blobs"))) {
            layer =
                    files.filter(Files::isRegularFile)
                            .filter(HubUpkeepCommandTest::isNoDocument)
                            .findFirst()
                            .orElseThrow();
        }
        digest = "sha256:" + layer.getFileName();
    }

    private static boolean isNoDocument(Path blob) {
        try (var in = Files.newInputStream(blob)) {
            return in.read() != '{';
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Hub start(Path data) throws IOException {
        return Hub.start(
                HubSettings.of(HubSettings.parseListen("127.0.0.1:0"), data)
                        .withAnonymousPush(true));
    }

    @Test
    void aBackupIsRestoredToAHubThatServesTheImage() throws IOException {
        Path target = scratch.resolve("target");

        Result saved = run("backup", data, backup.toString());
        Result restored = run("restore", target, backup.toString());

        assertThat(saved).isEqualTo(new Result(0, "", "Backed up to " + backup + "\n"));
        assertThat(restored).isEqualTo(new Result(0, "", "Restored from " + backup + "\n"));
        try (Hub hub = start(target)) {
            String name = "127.0.0.1:" + hub.address().getPort() + "/team/app:1";
            assertThat(new Lamina(scratch.resolve("puller")).out("pull", "-q", name))
                    .isEqualTo(name + "\n");
        }
    }

    @Test
    void aScrubOfAHubThatIsWellPrintsNothing() {
        assertThat(run("scrub", data)).isEqualTo(new Result(0, "", ""));
    }

    @Test
    void whatIsDamagedIsListedAsTableAsJsonAndByTemplate() throws IOException {
        Files.writeString(layer, "damaged");

        Result table = run("scrub", data);
        Result json = run("scrub", data, "--format", "json");
        Result template = run("scrub", data, "--format", "{{.Digest}} {{.Problem}}");

        assertThat(List.of(table, json, template)).extracting(Result::status).containsOnly(1);
        assertThat(table.out())
                .containsPattern("DIGEST +SIZE +PROBLEM +FOUND +REPOSITORIES *\n")
                .containsPattern(digest + " +\\S+ +damaged +7 bytes +team/app");
        assertThat(json.out())
                .hasLineCount(1)
                .contains("\"Digest\":\"" + digest + "\"", "\"Problem\":\"damaged\"")
                .contains("\"Repositories\":\"team/app\"");
        assertThat(template.out()).isEqualTo(digest + " damaged\n");
    }

    @Test
    void whatIsDamagedIsRemovedOnDemandAndIsMissingThen() throws IOException {
        Files.writeString(layer, "damaged");

        Result removed = run("scrub", data, "--remove-damaged", "--format", "{{.Problem}}");
        Result after = run("scrub", data, "--format", "{{.Problem}}");

        assertThat(removed).isEqualTo(new Result(1, "damaged\n", ""));
        assertThat(after).isEqualTo(new Result(1, "missing\n", ""));
    }

    @Test
    void aBackupAndARestoreListWhatTheyLack() throws IOException {
        Files.writeString(layer, "damaged");

        Result saved = run("backup", data, "--format", "{{.Problem}}", backup.toString());
        Result restored =
                run(
                        "restore",
                        scratch.resolve("target"),
                        "--format",
                        "{{.Digest}} {{.Problem}}",
                        backup.toString());

        String lacks = ", without the blob listed above\n";
        assertThat(saved).isEqualTo(new Result(1, "damaged\n", "Backed up to " + backup + lacks));
        assertThat(restored)
                .isEqualTo(new Result(1, digest + " missing\n", "Restored from " + backup + lacks));
    }

    /// A name that leads to itself: the kernel refuses to open it, also for root.
    @Test
    void whatCannotBeReadIsListedAndTheRestIsBackedUp() throws IOException {
        Files.delete(layer);
        Files.createSymbolicLink(layer, layer.getFileName());

        Result scrubbed = run("scrub", data, "--remove-damaged", "--format", "{{.Problem}}");
        Result saved =
                run("backup", data, "--format", "{{.Problem}} {{.Found}}", backup.toString());

        assertThat(scrubbed).isEqualTo(new Result(1, "unreadable\n", ""));
        assertThat(saved.status()).isEqualTo(1);
        assertThat(saved.out()).startsWith("unreadable ").contains("symbolic link");
        assertThat(saved.err()).endsWith(", without the blob listed above\n");
        assertThat(Files.isSymbolicLink(layer)).isTrue();
        try (var files = Files.walk(backup.resolve("blobs"))) {
            assertThat(files.filter(Files::isRegularFile)).hasSize(1);
        }
    }

    @Test
    void aDirectoryWithoutAHubIsRefusedAndStaysAsItWas() {
        Path none = scratch.resolve("none");

        for (Result result :
                List.of(
                        run("scrub", none),
                        run("backup", none, backup.toString()),
                        run("restore", scratch.resolve("target"), none.toString()))) {
            assertThat(result.status()).isEqualTo(1);
            assertThat(result.out()).isEmpty();
            assertThat(result.err()).startsWith("lamina: ").contains("got nothing").hasLineCount(1);
        }
        assertThat(none).doesNotExist();
    }

    @Test
    void aTargetThatHasSomethingIsRefused() throws IOException {
        Path other = Files.createDirectory(scratch.resolve("other"));
        Files.writeString(other.resolve("file"), "somebody's");
        run("backup", data, backup.toString());

        Result saved = run("backup", data, other.toString());
        Result restored = run("restore", data, backup.toString());

        assertThat(saved.status()).isEqualTo(1);
        assertThat(saved.err()).contains("expected an empty directory or a backup").hasLineCount(1);
        assertThat(restored.status()).isEqualTo(1);
        assertThat(restored.err()).contains("expected an empty hub").hasLineCount(1);
    }

    private Result run(String command, Path directory, String... more) {
        var words = new ArrayList<>(List.of("hub", command));
        words.addAll(List.of("--data", directory.toString()));
        words.addAll(List.of(more));
        return lamina.run(words.toArray(String[]::new));
    }
}

package dev.lamina.cli.image;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamina.cli.testing.Lamina;
import dev.lamina.cli.testing.TestStore;
import dev.lamina.cli.testing.TestStore.TestLayer;
import dev.lamina.hub.Hub;
import dev.lamina.hub.settings.HubSettings;
import dev.lamina.image.Digest;
import dev.lamina.image.RunConfig;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/// The lines of push and pull in a pipe, against a hub. The lines, and for which layers there are
/// some, are those of Docker 28 with the same images.
final class TransferCommandsTest {

    private static final TestLayer BASE = TestStore.layer("ADD base", "base", "base\n");
    private static final TestLayer MORE = TestStore.layer("ADD more", "more", "more\n");

    @TempDir private Path scratch;
    private Hub hub;
    private String registry;
    private Lamina pusher;
    private Lamina puller;

    @BeforeEach
    void startHub() throws IOException {
        var listen = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        hub = Hub.start(HubSettings.of(listen, scratch.resolve("hub")).withAnonymousPush(true));
        registry = "127.0.0.1:" + hub.address().getPort();
        Path root = scratch.resolve("pusher");
        var store = new TestStore(root);
        store.add(Instant.EPOCH, RunConfig.EMPTY, List.of(BASE), registry + "/team/app:1");
        store.add(Instant.EPOCH, RunConfig.EMPTY, List.of(BASE, MORE), registry + "/team/app:2");
        pusher = new Lamina(root);
        puller = new Lamina(scratch.resolve("puller"));
    }

    @AfterEach
    void stopHub() {
        hub.close();
    }

    private static String id(TestLayer layer) {
        return Digest.of(layer.tar()).shortHex();
    }

    private String name() {
        return registry + "/team/app";
    }

    @Test
    void aLayerThatIsThereIsNotCalledPulled() {
        pusher.out("push", "-a", name());
        puller.out("pull", name() + ":1");

        assertThat(puller.out("pull", name() + ":2"))
                .matches(
                        "2: Pulling from team/app\n"
                                + (id(BASE) + ": Already exists\n")
                                + (id(MORE) + ": Pulling fs layer\n")
                                + (id(MORE) + ": Download complete\n")
                                + (id(MORE) + ": Pull complete\n")
                                + "Digest: sha256:[0-9a-f]{64}\n"
                                + ("Status: Downloaded newer image for " + name() + ":2\n")
                                + (name() + ":2\n"));
    }

    @Test
    void whatIsUpToDateNeedsNoLayers() {
        pusher.out("push", name() + ":2");
        puller.out("pull", "-q", name() + ":2");

        assertThat(puller.out("pull", name() + ":2"))
                .matches(
                        "2: Pulling from team/app\n"
                                + "Digest: sha256:[0-9a-f]{64}\n"
                                + ("Status: Image is up to date for " + name() + ":2\n")
                                + (name() + ":2\n"));
    }

    @Test
    void anImageForAnotherMachineIsWarnedOfUnlessThatWasAskedFor() throws IOException {
        Path root = scratch.resolve("foreign");
        String config =
                "{\"architecture\":\"arm64\",\"os\":\"linux\",\"config\":{},"
                        + "\"rootfs\":{\"type\":\"layers\",\"diff_ids\":[]}}";
        new TestStore(root).addBare(config, registry + "/team/foreign:1");
        String foreign = registry + "/team/foreign:1";
        new Lamina(root).out("push", foreign);
        Lamina machine = new Lamina(scratch.resolve("machine")).with("LAMINA_PLATFORM", "");

        assertThat(machine.run("pull", "-q", foreign).err())
                .matches(
                        "WARNING: The requested image's platform \\(linux/arm64\\) does not match the"
                                + " detected host platform \\(linux/amd64(/v[234])?\\) and no"
                                + " specific platform was requested\n");
        assertThat(machine.out("pull", "-q", "--platform=linux/arm64", foreign))
                .isEqualTo(foreign + "\n");
        assertThat(machine.run("pull", "-q", "--platform=linux/amd64", foreign).status())
                .isEqualTo(1);
    }

    @Test
    void allTagsHaveOneStatus() {
        pusher.out("push", "-a", name());

        String all = puller.out("pull", "-a", name());

        assertThat(all.lines().filter(line -> line.startsWith("Digest: "))).hasSize(2);
        assertThat(all)
                .startsWith("1: Pulling from team/app\n")
                .contains("\n2: Pulling from team/app\n")
                .endsWith(
                        ("Status: Downloaded newer image for " + name() + "\n") + (name() + "\n"));
        assertThat(puller.out("pull", "-a", "-q", name())).isEqualTo(name() + "\n");
        assertThat(puller.out("pull", "-a", "--progress", "json", name()).lines())
                .filteredOn(line -> line.contains("\"event\":\"pulled\""))
                .hasSize(2)
                .allMatch(line -> line.contains("\"status\":\"up-to-date\""));
        assertThat(puller.run("pull", "-a", name() + ":1").status()).isEqualTo(2);
    }

    @Test
    void aPushOfAllTagsSaysItsRepositoryOnce() {
        assertThat(pusher.out("push", "-a", name()))
                .matches(
                        ("The push refers to repository \\[" + name() + "]\n")
                                + (id(BASE) + ": Preparing\n")
                                + (id(BASE) + ": Pushed\n")
                                + "1: digest: sha256:[0-9a-f]{64} size: [0-9]+\n"
                                + (id(BASE) + ": Preparing\n")
                                + (id(MORE) + ": Preparing\n")
                                + "(?s:.*)2: digest: sha256:[0-9a-f]{64} size: [0-9]+\n");
        assertThat(pusher.run("push", "-a", name() + ":1").status()).isEqualTo(2);
        assertThat(pusher.run("push", "-a", registry + "/team/nothing").status()).isEqualTo(1);
    }
}

package dev.lamina.testing.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.lamina.hub.Hub;
import dev.lamina.hub.settings.HubSettings;
import dev.lamina.testing.docs.OneFileImage;
import dev.lamina.testing.user.OrdinaryUser.Result;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.stream.Stream;

/// What works without being root: everything but what the kernel forbids, and that says so.
@Tag("linux")
final class OrdinaryUserTest {

    @TempDir private Path scratch;

    private Hub hub;
    private String image;
    private OrdinaryUser user;

    @BeforeEach
    void start() throws Exception {
        boolean root = "root".equals(System.getProperty("user.name"));
        assumeTrue(root, "only root can become another user");
        hub =
                Hub.start(
                        HubSettings.of(
                                        HubSettings.parseListen("127.0.0.1:0"),
                                        scratch.resolve("hub"))
                                .withAnonymousPush(true));
        image = "127.0.0.1:" + hub.address().getPort() + "/team/app";
        OneFileImage.push(image, "etc/motd", "hello\n");
        user = new OrdinaryUser(scratch);
    }

    @AfterEach
    void stop() {
        if (hub != null) {
            hub.close();
        }
    }

    private String out(String... words) throws Exception {
        Result result = user.run(Map.of(), words);
        assertThat(result.err()).isEmpty();
        assertThat(result.status()).as(result.out()).isZero();
        return result.out();
    }

    @Test
    void imagesArePulledListedTaggedPushedAndRemovedInTheUsersOwnStore() throws Exception {
        assertThat(out("pull", image)).contains("Status: Downloaded newer image for " + image);
        assertThat(out("images", "-q")).hasLineCount(1);
        assertThat(out("history", image)).isNotEmpty();
        assertThat(out("inspect", "--format", "{{.Os}}", image)).isEqualTo("linux\n");
        out("tag", image, image + ":copy");
        assertThat(out("push", image + ":copy")).contains("copy: digest: sha256:");
        assertThat(out("rmi", image, image + ":copy")).contains("Deleted: ");

        Path store = user.home().resolve(".local/share/lamina");
        assertThat(store.resolve("index.json")).exists();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(store)))
                .isEqualTo("rwx------");
        assertThat(files(store))
                .containsExactly("index.json", "locks/store", "oci-layout", "reserve");
    }

    private static Stream<String> files(Path root) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            return files
                    .filter(Files::isRegularFile)
                    .map(file -> root.relativize(file).toString())
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    @Test
    void theStoreOfAnotherUserIsRefusedWithAWayOut() throws Exception {
        Path store = Files.createDirectories(scratch.resolve("roots"));
        Files.setPosixFilePermissions(store, PosixFilePermissions.fromString("rwx------"));
        Files.writeString(store.resolve("index.json"), "{}");

        for (String command : new String[] {"pull", "rmi", "history"}) {
            Result result = user.run(Map.of("LAMINA_ROOT", store.toString()), command, image);

            assertThat(result.status()).as(command).isEqualTo(1);
            assertThat(result.err())
                    .matches(
                            "lamina: permission denied: "
                                    + store
                                    + "(/[a-z.]+)?: become root, or name a store of your own with"
                                    + " --root or \\$LAMINA_ROOT\n");
        }
    }

    @Test
    void aStoreThatCanOnlyBeReadIsRead() throws Exception {
        out("pull", image);
        Path store = user.home().resolve(".local/share/lamina");
        Path copy = scratch.resolve("copy");
        Process cp = new ProcessBuilder("cp", "-r", store.toString(), copy.toString()).start();
        assertThat(cp.waitFor()).isZero();
        Process open = new ProcessBuilder("chmod", "-R", "a+rX", copy.toString()).start();
        assertThat(open.waitFor()).isZero();
        var variables = Map.of("LAMINA_ROOT", copy.toString());

        Result images = user.run(variables, "images", "-q");
        assertThat(images.out()).as(images.err()).hasLineCount(1);
        assertThat(user.run(variables, "history", image).status()).isZero();
        assertThat(user.run(variables, "rmi", image).err())
                .startsWith("lamina: permission denied: " + copy + ": become root");
    }

    @Test
    void mountAndRunSayWhatTheyWouldNeed() throws Exception {
        out("pull", image);

        Result mount = user.run(Map.of(), "mount", image);
        Result run = user.run(Map.of(), "run", "--network=host", image, "true");

        assertThat(mount.status()).isEqualTo(1);
        assertThat(mount.err())
                .isEqualTo(
                        "lamina: mount of an image: expected the right to mount (root, or"
                                + " CAP_SYS_ADMIN), and the kernel refused it: run the command as"
                                + " root\n");
        assertThat(run.status()).isEqualTo(125);
        assertThat(run.err())
                .isEqualTo(
                        "lamina: container: expected the right to mount (root, or CAP_SYS_ADMIN),"
                                + " and the kernel refused it: run the command as root\n");
    }
}

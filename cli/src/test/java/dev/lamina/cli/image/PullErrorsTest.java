package dev.lamina.cli.image;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamina.cli.testing.Lamina;
import dev.lamina.hub.Hub;
import dev.lamina.hub.settings.HubSettings;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;

/// Pulls that cannot succeed: one line, with the cause and what to do.
final class PullErrorsTest {

    @TempDir private Path scratch;

    private String error(String... words) {
        Lamina.Result result = new Lamina(scratch.resolve("store")).run(words);
        assertThat(result.status()).isEqualTo(1);
        assertThat(result.err()).startsWith("lamina: ").hasLineCount(1);
        return result.err();
    }

    @Test
    void whatIsMeantAsANameIsSaid() {
        assertThat(error("pull", "https://example.org/team/app:1"))
                .contains("did you mean 'example.org/team/app:1'?");
        assertThat(error("pull", "Nginx")).contains("did you mean 'nginx'?");
        assertThat(error("pull", "./image.tar")).contains("got a path");
        assertThat(error("pull", scratch.toString())).contains("got a path");
    }

    @Test
    void aHostThatNobodyKnowsComesWithWhatToCheck() {
        assertThat(error("pull", "registry.invalid/app"))
                .startsWith("lamina: registry.invalid: no such host (GET https://registry.invalid/")
                .endsWith(": check how the name is spelt, and this machine's network and DNS\n");
    }

    /// `pom.xml` is a good name for a repository, and a file where the tests run.
    @Test
    void aFileThatIsCalledAsTheImageThatIsNotThereIsPointedOut() throws Exception {
        assertThat(Path.of("pom.xml")).exists();
        var listen = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        try (Hub hub = Hub.start(HubSettings.of(listen, scratch.resolve("hub")))) {
            Path config = scratch.resolve("config.json");
            Files.writeString(
                    config, "{\"defaultRegistry\":\"127.0.0.1:" + hub.address().getPort() + "\"}");

            assertThat(error("--config", config.toString(), "pull", "pom.xml"))
                    .contains("there is a file or directory 'pom.xml' here");
            assertThat(error("--config", config.toString(), "pull", "no-such-thing"))
                    .doesNotContain("there is a file");
        }
    }
}

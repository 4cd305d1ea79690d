package dev.lamina.testing.docs;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.lamina.cli.Main;
import dev.lamina.cli.command.Console;
import dev.lamina.cli.command.Context;
import dev.lamina.engine.EngineSettings;
import dev.lamina.hub.Hub;
import dev.lamina.hub.settings.HubSettings;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What the README says is so.
final class ReadmeTest {

    private static final Path README = Documents.root().resolve("README.md");

    private static final Pattern COMMAND = Pattern.compile("(?:\\./)?lamina ((?:[a-z]+ ?)+).*");

    private static final Map<String, String> PROPERTIES =
            Map.of("os.arch", "amd64", "user.home", "/nonexistent", "user.name", "nobody");

    @Test
    void theJavaExampleIsTheOneThatIsCompiled() throws IOException {
        Path source =
                Documents.root()
                        .resolve("testing/src/test/java/dev/lamina/testing/docs/PrintFile.java");
        List<String> lines = Files.readAllLines(source);
        List<String> example =
                lines
                        .subList(
                                lines.indexOf("        // README") + 1,
                                lines.lastIndexOf("        // README"))
                        .stream()
                        .map(line -> line.substring(8))
                        .toList();

        assertThat(Documents.code(README)).containsSubsequence(example);
    }

    @Test
    void theJavaExamplePrintsTheFile(@TempDir Path scratch) throws IOException {
        var settings =
                HubSettings.of(HubSettings.parseListen("127.0.0.1:0"), scratch.resolve("hub"))
                        .withAnonymousPush(true);
        try (Hub hub = Hub.start(settings)) {
            String address = "127.0.0.1:" + hub.address().getPort();
            OneFileImage.push(
                    address + "/library/debian", "etc/os-release", "NAME=\"Debian GNU/Linux\"\n");
            Path configuration =
                    Files.writeString(
                            scratch.resolve("config.json"),
                            """
                            { "registries": { "docker.io": { "mirrors": ["http://%s"] } } }
                            """
                                    .formatted(address));
            Map<String, String> environment =
                    Map.of(
                            "LAMINA_ROOT", scratch.resolve("store").toString(),
                            "LAMINA_CONFIG", configuration.toString());
            var out = new ByteArrayOutputStream();

            PrintFile.print(EngineSettings.of(environment, PROPERTIES, "example/1.0"), out);

            assertThat(out.toString(UTF_8)).isEqualTo("NAME=\"Debian GNU/Linux\"\n");
        }
    }

    @Test
    void everyCommandExists() throws IOException {
        var commands = new TreeSet<String>();
        for (String line : Documents.code(README)) {
            Matcher matcher = COMMAND.matcher(line);
            if (matcher.matches()) {
                commands.add(matcher.group(1).strip());
            }
        }

        assertThat(commands).contains("demo").allSatisfy(ReadmeTest::hasHelp);
    }

    /// Words behind a command's name do not matter: they are operands.
    private static void hasHelp(String command) {
        var out = new ByteArrayOutputStream();
        var console = Console.of(InputStream.nullInputStream(), out, out);
        List<String> words = new ArrayList<>(List.of(command.split(" ")));
        words.addFirst("help");
        try (var context = new Context(console, Map.of(), PROPERTIES, InstantSource.system())) {
            assertThat(Main.runIn(context, words)).as("%s: %s", command, out).isZero();
        }
        assertThat(out.toString(UTF_8)).as(command).contains("Usage:");
    }
}

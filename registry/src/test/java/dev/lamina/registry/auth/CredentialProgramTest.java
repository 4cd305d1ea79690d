package dev.lamina.registry.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Map;

/// Credential helpers: programs that Docker's `config.json` names (docker-credential-helpers,
/// "Development").
final class CredentialProgramTest {

    /// Keeps each credential in a file beside itself, and writes down how it was called.
    private static final String KEEPER =
            """
            #!/bin/sh
            here=$(dirname "$0")
            input=$(cat)
            echo "$1 $input" >> "$here/calls"
            case "$1" in
            store)
                server=$(printf %s "$input" | sed 's/.*"ServerURL":"\\([^"]*\\)".*/\\1/')
                printf %s "$input" > "$here/$(printf %s "$server" | tr / _)" ;;
            get)
                file="$here/$(printf %s "$input" | tr / _)"
                [ -f "$file" ] || { echo "credentials not found in native keychain"; exit 1; }
                cat "$file" ;;
            erase) rm "$here/$(printf %s "$input" | tr / _)" ;;
            esac
            """;

    private static final Credential ANN = new Credential.Password("ann", "secret");

    @TempDir private Path home;
    private Path programs;

    @BeforeEach
    void makePrograms() throws IOException {
        programs = Files.createDirectory(home.resolve("programs"));
        Files.createDirectory(home.resolve(".docker"));
        program("keeper", KEEPER);
    }

    private void program(String name, String script) throws IOException {
        Path file = programs.resolve("docker-credential-" + name);
        Files.writeString(file, script);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private DockerCredentials credentials(String config) throws IOException {
        Files.writeString(home.resolve(".docker/config.json"), config);
        return DockerCredentials.of(
                Map.of("PATH", "/nonexistent:" + programs + ":/usr/bin:/bin"),
                home,
                Duration.ofMillis(2000));
    }

    @Test
    void aStoreKeepsTheCredentialsOfAllRegistries() throws IOException {
        DockerCredentials credentials = credentials("{\"credsStore\":\"keeper\"}");

        credentials.store("a.test:5000", ANN);
        credentials.store("docker.io", new Credential.IdentityToken("ID"));

        assertThat(credentials.find("a.test:5000")).contains(ANN);
        assertThat(credentials.find("docker.io")).contains(new Credential.IdentityToken("ID"));
        assertThat(credentials.find("b.test")).isEmpty();
        assertThat(home.resolve(".docker/config.json")).hasContent("{\"credsStore\":\"keeper\"}");
        assertThat(programs.resolve("calls"))
                .content()
                .startsWith(
                        "store {\"ServerURL\":\"a.test:5000\",\"Username\":\"ann\","
                                + "\"Secret\":\"secret\"}\n"
                                + "store {\"ServerURL\":\"https://index.docker.io/v1/\","
                                + "\"Username\":\"<token>\",\"Secret\":\"ID\"}\n"
                                + "get a.test:5000\n");
    }

    @Test
    void aHelperOfOneRegistryComesBeforeTheStore() throws IOException {
        program("broken", "#!/bin/sh\necho no key ring here; exit 3\n");
        DockerCredentials credentials =
                credentials("{\"credsStore\":\"broken\",\"credHelpers\":{\"a.test\":\"keeper\"}}");

        credentials.store("a.test", ANN);

        assertThat(credentials.find("a.test")).contains(ANN);
        assertThatThrownBy(() -> credentials.find("b.test"))
                .hasMessage(
                        "docker-credential-broken get: expected exit status 0, got 3:"
                                + " no key ring here");
        assertThatThrownBy(() -> credentials.store("b.test", ANN))
                .hasMessageStartingWith("docker-credential-broken store: ")
                .hasMessageNotContaining("secret");
    }

    @Test
    void whatAHelperDoesNotHaveMayStillBeInTheFile() throws IOException {
        DockerCredentials credentials =
                credentials(
                        "{\"credsStore\":\"keeper\","
                                + "\"auths\":{\"a.test\":{\"auth\":\"YW5uOnNlY3JldA==\"}}}");

        assertThat(credentials.find("a.test")).contains(ANN);
    }

    @Test
    void aCredentialIsErasedWhereverItIs() throws IOException {
        DockerCredentials credentials = credentials("{\"credHelpers\":{\"a.test\":\"keeper\"}}");
        credentials.store("a.test", ANN);

        assertThat(credentials.erase("a.test")).isTrue();
        assertThat(credentials.erase("a.test")).isFalse();
        assertThat(credentials.find("a.test")).isEmpty();
    }

    @Test
    void theCurrentDirectoryHasNoHelpers() throws IOException {
        Path relative = Path.of("").toAbsolutePath().relativize(programs);
        Files.writeString(home.resolve(".docker/config.json"), "{\"credsStore\":\"keeper\"}");
        DockerCredentials credentials =
                DockerCredentials.of(
                        Map.of("PATH", ":" + relative + "::/usr/bin:"),
                        home,
                        Duration.ofMillis(2000));

        assertThatThrownBy(() -> credentials.find("a.test"))
                .hasMessageContaining("expected this credential helper in PATH");
    }

    @Test
    void aHelperThatIsNotInstalledIsNamed() throws IOException {
        DockerCredentials credentials = credentials("{\"credsStore\":\"desktop\"}");

        assertThatThrownBy(() -> credentials.find("a.test"))
                .hasMessage(
                        "docker-credential-desktop: expected this credential helper in PATH, got no"
                                + " such program");
    }

    @Test
    void aNameThatLeadsElsewhereIsRefused() throws IOException {
        for (String name : new String[] {"../keeper", "a b", "-x", "."}) {
            DockerCredentials credentials = credentials("{\"credsStore\":\"" + name + "\"}");

            assertThatThrownBy(() -> credentials.find("a.test"))
                    .hasMessage("credential helper: expected a name, got '" + name + "'");
        }
    }

    @Test
    void aHelperThatHangsIsEnded() throws IOException {
        program("hanging", "#!/bin/sh\nsleep 100\n");
        Files.writeString(home.resolve(".docker/config.json"), "{\"credsStore\":\"hanging\"}");
        DockerCredentials credentials =
                DockerCredentials.of(
                        Map.of("PATH", programs + ":/usr/bin:/bin"), home, Duration.ofMillis(300));

        assertThatThrownBy(() -> credentials.find("a.test"))
                .hasMessageStartingWith("docker-credential-hanging get: no answer in ");
    }

    @Test
    void anAnswerThatIsNoAnswerIsNotShown() throws IOException {
        program("odd", "#!/bin/sh\necho '{\"Username\":\"ann\",\"Secret\":[\"SECRET\"]}'\n");
        DockerCredentials credentials = credentials("{\"credsStore\":\"odd\"}");

        assertThatThrownBy(() -> credentials.find("a.test"))
                .hasMessageStartingWith("docker-credential-odd get: Secret: expected a string")
                .hasMessageNotContaining("SECRET");
    }

    /// Knows one name alone, as helpers do that were filled by another client.
    private void knowing(String name, String listed) throws IOException {
        program(
                "odd",
                """
                #!/bin/sh
                input=$(cat)
                echo "$1 $input" >> "$(dirname "$0")/calls"
                case "$1 $input" in
                "get NAME") echo '{"Username":"ann","Secret":"secret"}' ;;
                "erase NAME") ;;
                "list "*) LISTED ;;
                *) echo "credentials not found in native keychain"; exit 1 ;;
                esac
                """
                        .replace("NAME", name)
                        .replace("LISTED", listed));
    }

    @Test
    void aHelperThatKnowsTheAddressAloneIsAskedForIt() throws IOException {
        knowing("https://a.test:5000", "exit 1");
        DockerCredentials credentials = credentials("{\"credsStore\":\"odd\"}");

        assertThat(credentials.find("a.test:5000")).contains(ANN);
        assertThat(credentials.erase("a.test:5000")).isTrue();
        assertThat(programs.resolve("calls")).content().endsWith("erase https://a.test:5000\n");
    }

    @Test
    void aHelperThatKnowsAnotherSpellingIsAskedForWhatItLists() throws IOException {
        for (String name :
                new String[] {
                    "https://a.test/v2/", "http://a.test", "a.test/", "https://A.TEST:443/v1/"
                }) {
            knowing(name, "echo '{\"https://b.test\":\"bob\",\"" + name + "\":\"ann\"}'");
            DockerCredentials credentials = credentials("{\"credsStore\":\"odd\"}");

            assertThat(credentials.find("a.test")).as(name).contains(ANN);
            assertThat(credentials.find("c.test")).isEmpty();
        }
    }

    @Test
    void aHelperMayKnowDockerHubByAnyOfItsNames() throws IOException {
        for (String name : new String[] {"https://index.docker.io/v1/", "docker.io"}) {
            knowing(name, "exit 1");

            assertThat(credentials("{\"credsStore\":\"odd\"}").find("docker.io")).contains(ANN);
        }
        for (String name : new String[] {"https://index.docker.io/v1", "registry-1.docker.io"}) {
            knowing(name, "echo '{\"" + name + "\":\"ann\"}'");

            assertThat(credentials("{\"credsStore\":\"odd\"}").find("docker.io")).contains(ANN);
        }
    }

    @Test
    void aListThatIsNoneHoldsNothing() throws IOException {
        for (String listed : new String[] {"echo nonsense", "echo '[]'", "exit 3", ":"}) {
            knowing("https://b.test", listed);

            assertThat(credentials("{\"credsStore\":\"odd\"}").find("a.test")).isEmpty();
        }
    }

    /// A helper that says so of a name it knows nothing of may fail at an address.
    @Test
    void aHelperThatDislikesAnAddressHasNothing() throws IOException {
        program(
                "strict",
                """
                #!/bin/sh
                case "$(cat)" in
                https*|"") echo "no address please"; exit 2 ;;
                *) echo "credentials not found in native keychain"; exit 1 ;;
                esac
                """);

        assertThat(credentials("{\"credsStore\":\"strict\"}").find("a.test")).isEmpty();
    }
}

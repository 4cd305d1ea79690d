package dev.lamina.registry.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;

/// Docker's `config.json` (Docker's manual, "docker login", "Credential stores").
final class DockerCredentialsTest {

    private static final Credential ANN = new Credential.Password("ann", "se:cret");
    private static final String ANN_AUTH = "YW5uOnNlOmNyZXQ=";

    @TempDir private Path home;

    private DockerCredentials credentials(String config) throws IOException {
        Path file = home.resolve(".docker/config.json");
        Files.createDirectories(file.getParent());
        Files.writeString(file, config);
        return DockerCredentials.of(Map.of(), home);
    }

    private String file() throws IOException {
        return Files.readString(home.resolve(".docker/config.json"));
    }

    @Test
    void aPasswordIsFoundByTheRegistrysName() throws IOException {
        DockerCredentials credentials =
                credentials("{\"auths\":{\"a.test:5000\":{\"auth\":\"" + ANN_AUTH + "\"}}}");

        assertThat(credentials.find("a.test:5000")).contains(ANN);
        assertThat(credentials.find("a.test")).isEmpty();
        assertThat(credentials.find("b.test:5000")).isEmpty();
    }

    @Test
    void dockerHubHasItsOldAddress() throws IOException {
        DockerCredentials credentials =
                credentials(
                        "{\"auths\":{\"https://index.docker.io/v1/\":{\"auth\":\""
                                + ANN_AUTH
                                + "\"}}}");

        assertThat(credentials.find("docker.io")).contains(ANN);
    }

    @Test
    void oldAddressesOfOtherRegistriesAreFoundTooButTheExactOneFirst() throws IOException {
        DockerCredentials credentials =
                credentials(
                        """
                        { "auths": {
                            "https://a.test/v2/": { "username": "old", "password": "p" },
                            "a.test": { "username": "new", "password": "p" },
                            "http://b.test": { "username": "b", "password": "p" } } }
                        """);

        assertThat(credentials.find("a.test")).contains(new Credential.Password("new", "p"));
        assertThat(credentials.find("b.test")).contains(new Credential.Password("b", "p"));
    }

    @Test
    void tokensAreReadToo() throws IOException {
        DockerCredentials credentials =
                credentials(
                        """
                        { "auths": {
                            "a.test": { "auth": "PHRva2VuPjo=", "identitytoken": "ID" },
                            "b.test": { "registrytoken": "RT" } } }
                        """);

        assertThat(credentials.find("a.test")).contains(new Credential.IdentityToken("ID"));
        assertThat(credentials.find("b.test")).contains(new Credential.RegistryToken("RT"));
    }

    @Test
    void noFileAnEmptyFileAndAnEmptyEntryHoldNothing() throws IOException {
        assertThat(DockerCredentials.of(Map.of(), home).find("a.test")).isEmpty();
        assertThat(credentials("").find("a.test")).isEmpty();
        assertThat(credentials("{}").find("a.test")).isEmpty();
        assertThat(credentials("{\"auths\":{\"a.test\":{}}}").find("a.test")).isEmpty();
    }

    @Test
    void dockerConfigNamesAnotherDirectory() throws IOException {
        Files.writeString(
                home.resolve("config.json"),
                "{\"auths\":{\"a.test\":{\"auth\":\"" + ANN_AUTH + "\"}}}");
        DockerCredentials credentials =
                DockerCredentials.of(
                        Map.of("DOCKER_CONFIG", home.toString()), Path.of("/nonexistent"));

        assertThat(credentials.find("a.test")).contains(ANN);
    }

    @Test
    void aDamagedFileIsSaidWithoutWhatIsInIt() throws IOException {
        for (String damaged :
                new String[] {
                    "{\"auths\":{\"a.test\":{\"auth\":\"!SECRET\"}}}",
                    "{\"auths\":{\"a.test\":{\"auth\":\"U0VDUkVU\"}}}",
                    "{\"auths\":{\"a.test\":[\"SECRET\"]}}",
                    "{\"auths\":\"SECRET\"}",
                    "[\"SECRET\"]",
                    "{\"auths\":{\"a.test\":{\"auth\":\"SECRET"
                }) {
            DockerCredentials credentials = credentials(damaged);

            assertThatThrownBy(() -> credentials.find("a.test"))
                    .isInstanceOf(IOException.class)
                    .hasMessageStartingWith(home + "/.docker/config.json")
                    .hasMessageNotContaining("SECRET");
        }
    }

    @Test
    void aStoredPasswordIsReadByTheOwnerAlone() throws IOException {
        DockerCredentials credentials = DockerCredentials.of(Map.of(), home);

        credentials.store("a.test", ANN);

        assertThat(credentials.find("a.test")).contains(ANN);
        assertThat(Files.getPosixFilePermissions(home.resolve(".docker/config.json")))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }

    @Test
    void theFileLooksAsDockerWritesIt() throws IOException {
        DockerCredentials.of(Map.of(), home).store("docker.io", ANN);

        assertThat(file())
                .isEqualTo(
                        """
                        {
                        \t"auths": {
                        \t\t"https://index.docker.io/v1/": {
                        \t\t\t"auth": "YW5uOnNlOmNyZXQ="
                        \t\t}
                        \t}
                        }\
                        """);
    }

    @Test
    void allElseInTheFileIsKept() throws IOException {
        DockerCredentials credentials =
                credentials(
                        """
                        { "HttpHeaders": { "X": "<&>" }, "auths": { "b.test": { "auth": "YTpi" } },
                          "detachKeys": "ctrl-e,e", "n": [1, 2.5, true, null, 9007199254740993] }
                        """);

        credentials.store("a.test", ANN);
        credentials.erase("a.test");

        assertThat(file().replaceAll("\\s", ""))
                .isEqualTo(
                        "{\"HttpHeaders\":{\"X\":\"<&>\"},\"auths\":{\"b.test\":{\"auth\":\"YTpi\"}},"
                                + "\"detachKeys\":\"ctrl-e,e\",\"n\":[1,2.5,true,null,9007199254740993]}");
    }

    @Test
    void aNewCredentialTakesThePlaceOfAllSpellings() throws IOException {
        DockerCredentials credentials =
                credentials(
                        """
                        { "auths": { "https://a.test/v2/": { "auth": "YTpi" },
                                     "a.test": { "auth": "YTpj" } } }
                        """);

        credentials.store("a.test", new Credential.IdentityToken("ID"));

        assertThat(file()).doesNotContain("https://a.test").doesNotContain("YTpj");
        assertThat(credentials.find("a.test")).contains(new Credential.IdentityToken("ID"));
        assertThat(credentials.erase("a.test")).isTrue();
        assertThat(credentials.erase("a.test")).isFalse();
        assertThat(credentials.find("a.test")).isEmpty();
    }

    @Test
    void aLinkToTheFileStaysALink() throws IOException {
        Path real = Files.writeString(home.resolve("dotfiles.json"), "{}");
        Files.createDirectories(home.resolve(".docker"));
        Path link = Files.createSymbolicLink(home.resolve(".docker/config.json"), real);

        DockerCredentials.of(Map.of(), home).store("a.test", ANN);

        assertThat(link).isSymbolicLink();
        assertThat(real).content().contains("a.test");
    }

    @Test
    void theTextOfACredentialHidesItsSecret() {
        assertThat(ANN.toString()).contains("ann").doesNotContain("cret");
        assertThat(new Credential.IdentityToken("ID").toString()).doesNotContain("ID]");
        assertThat(new Credential.RegistryToken("RT").toString()).doesNotContain("RT");
    }

    @Test
    void aKeyMayBeSpeltInAnyWayThatMeansTheRegistry() throws IOException {
        for (String key :
                new String[] {
                    "a.test",
                    "A.Test",
                    "a.test/",
                    "a.test:443",
                    "https://a.test",
                    "https://a.test/",
                    "https://a.test:443/",
                    "https://a.test/v1/",
                    "https://a.test/v2",
                    "http://a.test:80",
                    "https://a.test/some/path",
                    "a.test/team"
                }) {
            DockerCredentials credentials =
                    credentials("{\"auths\":{\"" + key + "\":{\"auth\":\"" + ANN_AUTH + "\"}}}");

            assertThat(credentials.find("a.test")).as(key).contains(ANN);
            assertThat(credentials.find("b.test")).as(key).isEmpty();
            assertThat(credentials.find("a.test:5000")).as(key).isEmpty();
        }
    }

    @Test
    void aKeyOfTheWholeRegistryComesBeforeThoseOfItsParts() throws IOException {
        DockerCredentials credentials =
                credentials(
                        """
                        { "auths": {
                            "a.test/team": { "username": "team", "password": "p" },
                            "https://a.test/v2/": { "username": "all", "password": "p" } } }
                        """);

        assertThat(credentials.find("a.test")).contains(new Credential.Password("all", "p"));
    }

    @Test
    void dockerHubIsKnownByAllItsNames() throws IOException {
        for (String key :
                new String[] {
                    "docker.io",
                    "https://docker.io",
                    "index.docker.io",
                    "https://index.docker.io/v1",
                    "https://registry-1.docker.io/v2/"
                }) {
            assertThat(
                            credentials(
                                            "{\"auths\":{\""
                                                    + key
                                                    + "\":{\"auth\":\""
                                                    + ANN_AUTH
                                                    + "\"}}}")
                                    .find("docker.io"))
                    .as(key)
                    .contains(ANN);
        }
    }

    @Test
    void aHelperIsNamedForAnySpellingOfARegistry() throws IOException {
        DockerCredentials credentials =
                credentials("{\"credHelpers\":{\"https://a.test\":\"nowhere\"}}");

        assertThatThrownBy(() -> credentials.find("a.test"))
                .hasMessageStartingWith("docker-credential-nowhere: expected this credential");
    }
}

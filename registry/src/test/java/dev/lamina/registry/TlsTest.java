package dev.lamina.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lamina.image.Reference;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Whom to trust, and who to be (Docker's manual, "Verify repository client with certificates").
final class TlsTest {

    private static final Reference IMAGE = Reference.parse("registry.test:5000/app:1");
    private static final String TAG = "GET https://registry.test:5000/v2/app/manifests/1";

    @TempDir private Path home;
    private ScriptedPeer world;

    @BeforeEach
    void start() throws IOException {
        world = ScriptedPeer.start().on(TAG, Samples.manifest(Samples.MANIFEST));
    }

    @AfterEach
    void stop() throws IOException {
        world.close();
    }

    private Surroundings trustingOnly(String bundle) {
        return Surroundings.playedBy(world).home(home).variable("SSL_CERT_FILE", bundle);
    }

    private Path certificates(String settings) throws IOException {
        return Files.createDirectories(
                home.resolve(settings).resolve("certs.d/registry.test:5000"));
    }

    private static void fetch(Surroundings surroundings) throws IOException {
        try (var client = surroundings.open()) {
            client.fetchManifest(IMAGE, Samples.ACCEPT);
        }
    }

    @Test
    void theCertificatesOfSslCertFileAreTrusted() throws IOException {
        fetch(trustingOnly(Certificates.authority().toString()));

        assertThat(world.requests(TAG)).hasSize(1);
    }

    @Test
    void whatTheSystemDoesNotTrustIsRefusedAtOnce() {
        Surroundings surroundings = trustingOnly("");

        assertThatThrownBy(() -> fetch(surroundings))
                .isInstanceOf(RegistryException.class)
                .hasMessageStartingWith("registry.test:5000: certificate: not trusted: ");
        assertThat(surroundings.time.waits()).isEmpty();
        assertThat(world.requests("CONNECT registry.test:5000")).hasSize(1);
    }

    @Test
    void aMissingOrUnreadableBundleIsSaidByName() throws IOException {
        Path bundle = home.resolve("bundle.crt");
        assertThatThrownBy(() -> fetch(trustingOnly(bundle.toString())))
                .hasMessage(bundle + ": expected certificates, got no such file");

        Files.writeString(bundle, "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n");
        assertThatThrownBy(() -> fetch(trustingOnly(bundle.toString())))
                .hasMessage(bundle + ": expected certificates in PEM form, got something else");

        Files.writeString(bundle, "");
        assertThatThrownBy(() -> fetch(trustingOnly(bundle.toString())))
                .hasMessage(bundle + ": expected certificates in PEM form, got none");
    }

    @Test
    void aRegistryMayHaveAnAuthorityOfItsOwn() throws IOException {
        for (String settings : new String[] {".docker", ".config/lamina"}) {
            Path file = certificates(settings).resolve("ca.crt");
            Files.copy(Certificates.authority(), file);

            fetch(trustingOnly(""));

            Files.delete(file);
        }
        assertThat(world.requests(TAG)).hasSize(2);
    }

    @Test
    void theSettingsOfXdgConfigHomeCount() throws IOException {
        Files.copy(Certificates.authority(), certificates("settings/lamina").resolve("ca.crt"));

        fetch(trustingOnly("").variable("XDG_CONFIG_HOME", home.resolve("settings").toString()));
    }

    @Test
    void anAuthorityOfOneRegistryIsNotTrustedForAnother() throws IOException {
        Files.copy(Certificates.authority(), certificates(".docker").resolve("ca.crt"));
        world.on("GET https://registry.test/v2/app/manifests/1", Reply.of(200));

        try (var client = trustingOnly("").open()) {
            client.fetchManifest(IMAGE, Samples.ACCEPT);
            assertThatThrownBy(
                            () ->
                                    client.fetchManifest(
                                            Reference.parse("registry.test/app:1"), Samples.ACCEPT))
                    .hasMessageStartingWith("registry.test: certificate: not trusted: ");
        }
    }

    @Test
    void aClientShowsItsCertificateToTheRegistryItIsFor() throws IOException {
        Path directory = certificates(".docker");
        Files.copy(Certificates.file("client.cert"), directory.resolve("client.cert"));
        Files.copy(Certificates.file("client.key"), directory.resolve("client.key"));
        world.on(
                "GET https://registry.test/v2/app/manifests/1", Samples.manifest(Samples.MANIFEST));

        try (var client = trustingOnly(Certificates.authority().toString()).open()) {
            client.fetchManifest(IMAGE, Samples.ACCEPT);
            client.fetchManifest(Reference.parse("registry.test/app:1"), Samples.ACCEPT);
        }

        assertThat(world.requests(TAG).getFirst().client()).contains("CN=client");
        assertThat(world.requests("GET https://registry.test/v2/app/manifests/1").getFirst())
                .satisfies(r -> assertThat(r.client()).isEmpty());
    }

    @Test
    void aCertificateWithoutItsKeyIsRefused() throws IOException {
        Path directory = certificates(".docker");
        Files.copy(Certificates.file("client.cert"), directory.resolve("client.cert"));

        assertThatThrownBy(() -> fetch(trustingOnly("")))
                .hasMessage(
                        directory.resolve("client.key")
                                + ": expected a private key, got no such file");
    }

    @Test
    void aKeyWithoutItsCertificateIsRefused() throws IOException {
        Path directory = certificates(".docker");
        Files.copy(Certificates.file("client.key"), directory.resolve("client.key"));

        assertThatThrownBy(() -> fetch(trustingOnly("")))
                .hasMessage(
                        directory.resolve("client.cert")
                                + ": expected certificates, got no such file");
    }

    @Test
    void aKeyInAnotherFormSaysHowToConvertIt() throws IOException {
        Path directory = certificates(".docker");
        Files.copy(Certificates.file("client.cert"), directory.resolve("client.cert"));
        Files.writeString(
                directory.resolve("client.key"),
                "-----BEGIN RSA PRIVATE KEY-----\nAAAA\n-----END RSA PRIVATE KEY-----\n");

        assertThatThrownBy(() -> fetch(trustingOnly("")))
                .hasMessage(
                        directory.resolve("client.key")
                                + ": expected a private key in PKCS #8 form, got another"
                                + " (openssl pkcs8 -topk8 -nocrypt converts)");
    }

    @Test
    void whatIsWrongWithACertificateIsSaidWithWhatToDo() throws IOException {
        assertThatThrownBy(() -> fetch(trustingOnly("")))
                .hasMessageStartingWith(
                        "registry.test:5000: certificate: not trusted: no authority that this"
                                + " machine trusts has signed it (GET https")
                .satisfies(
                        e ->
                                assertThat(((RegistryException) e).advice())
                                        .contains("/etc/docker/certs.d/registry.test:5000/ca.crt")
                                        .contains("insecureRegistries"));
    }

    @Test
    void aCertificateThatHasExpiredIsSaidSo() throws IOException {
        try (var old = ScriptedPeer.startTls(Certificates.expired())) {
            Surroundings surroundings =
                    Surroundings.direct()
                            .home(home)
                            .variable(
                                    "SSL_CERT_FILE",
                                    Certificates.file("expired-ca.crt").toString());
            // What is on this machine is verified only if there are certificates for it.
            Files.createDirectories(home.resolve(".docker/certs.d").resolve(old.authority()));

            try (var client = surroundings.open()) {
                assertThatThrownBy(
                                () ->
                                        client.fetchManifest(
                                                Reference.parse(old.authority() + "/app:1"),
                                                Samples.ACCEPT))
                        .isInstanceOf(RegistryException.class)
                        .hasMessageStartingWith(
                                old.authority()
                                        + ": certificate: not trusted: it has expired (NotAfter: ")
                        .satisfies(
                                e ->
                                        assertThat(((RegistryException) e).advice())
                                                .contains("the registry needs a new one"));
            }
        }
    }

    @Test
    void aRegistryThatSpeaksNoTlsIsSaidSo() throws IOException {
        world.withoutTls();

        assertThatThrownBy(() -> fetch(Surroundings.playedBy(world)))
                .isInstanceOf(RegistryException.class)
                .hasMessageStartingWith("registry.test:5000: it does not speak TLS (GET https")
                .satisfies(
                        e ->
                                assertThat(((RegistryException) e).advice())
                                        .contains("name registry.test:5000 in insecureRegistries"));
    }
}

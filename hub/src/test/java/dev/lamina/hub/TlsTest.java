package dev.lamina.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lamina.http.raw.RawHttp;
import dev.lamina.hub.settings.OperationSettings;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;

/// Certificates that OpenSSL made, shown to the JDK's client, and exchanged under a running hub.
@Timeout(60)
final class TlsTest {

    @TempDir Path scratch;

    private Path certificate() {
        return scratch.resolve("hub.crt");
    }

    private Path key() {
        return scratch.resolve("hub.key");
    }

    private void openssl(String... arguments) throws Exception {
        var command = new ArrayList<>(List.of("openssl"));
        command.addAll(List.of(arguments));
        Process process =
                new ProcessBuilder(command)
                        .directory(scratch.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(scratch.resolve("openssl.log").toFile())
                        .start();
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(String.join(" ", command)).isZero();
    }

    /// Makes a key of an algorithm, and a certificate of it for a name.
    private void make(String name, String... algorithm) throws Exception {
        var key = new ArrayList<>(List.of("genpkey", "-out", name + ".key"));
        key.addAll(List.of(algorithm));
        openssl(key.toArray(String[]::new));
        openssl(
                "req",
                "-x509",
                "-key",
                name + ".key",
                "-out",
                name + ".crt",
                "-days",
                "2",
                "-subj",
                "/CN=" + name,
                "-addext",
                "subjectAltName=IP:127.0.0.1");
    }

    private void makeElliptic(String name) throws Exception {
        make(name, "-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256");
    }

    private Hub start() throws IOException {
        return Hub.start(
                TestHub.settings(scratch.resolve("data"))
                        .withOperations(OperationSettings.DEFAULT.withTls(certificate(), key())));
    }

    private X509Certificate read(String file) throws Exception {
        try (InputStream in = Files.newInputStream(scratch.resolve(file))) {
            return (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(in);
        }
    }

    /// Asks for `/v2/` as a client that trusts one certificate, and returns the status line.
    private String ask(InetSocketAddress hub, String trusted) throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setCertificateEntry("hub", read(trusted));
        TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
        trust.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        try (SSLSocket socket =
                (SSLSocket)
                        context.getSocketFactory().createSocket(hub.getAddress(), hub.getPort())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream()
                    .write(
                            "GET /v2/ HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
                                    .getBytes(StandardCharsets.US_ASCII));
            String answer =
                    new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
            return answer.lines().findFirst().orElse("");
        }
    }

    private void exchange(String name) throws IOException {
        for (String suffix : List.of(".key", ".crt")) {
            Path made = scratch.resolve("next" + suffix);
            Files.copy(scratch.resolve(name + suffix), made, StandardCopyOption.REPLACE_EXISTING);
            Files.move(made, scratch.resolve("hub" + suffix), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"RSA", "EC", "ED25519"})
    void keysOfEveryKindAreShown(String algorithm) throws Exception {
        if (algorithm.equals("EC")) {
            makeElliptic("hub");
        } else {
            make("hub", "-algorithm", algorithm);
        }
        try (Hub hub = start()) {
            assertThat(ask(hub.address(), "hub.crt")).isEqualTo("HTTP/1.1 200 OK");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"rsa", "ec"})
    void keysInTheOlderFormsAreRead(String form) throws Exception {
        if (form.equals("rsa")) {
            make("hub", "-algorithm", "RSA");
        } else {
            makeElliptic("hub");
        }
        if (form.equals("rsa")) {
            openssl("rsa", "-in", "hub.key", "-traditional", "-out", "old.key");
        } else {
            openssl("ec", "-in", "hub.key", "-out", "old.key");
        }
        Files.move(scratch.resolve("old.key"), key(), StandardCopyOption.REPLACE_EXISTING);
        assertThat(key()).content().contains(form.equals("rsa") ? "BEGIN RSA" : "BEGIN EC");
        try (Hub hub = start()) {
            assertThat(ask(hub.address(), "hub.crt")).isEqualTo("HTTP/1.1 200 OK");
        }
    }

    @Test
    void aNewCertificateIsShownWithoutANewStart() throws Exception {
        makeElliptic("hub");
        Files.copy(certificate(), scratch.resolve("first.crt"));
        makeElliptic("second");
        try (Hub hub = start()) {
            assertThat(ask(hub.address(), "first.crt")).contains("200");
            assertThatThrownBy(() -> ask(hub.address(), "second.crt"))
                    .isInstanceOf(SSLException.class);

            exchange("second");
            hub.refresh();

            assertThat(ask(hub.address(), "second.crt")).contains("200");
            assertThatThrownBy(() -> ask(hub.address(), "first.crt"))
                    .isInstanceOf(SSLException.class);
        }
    }

    @Test
    void filesThatCannotBeReadLeaveTheOldCertificate() throws Exception {
        makeElliptic("hub");
        Files.copy(certificate(), scratch.resolve("first.crt"));
        makeElliptic("second");
        try (Hub hub = start()) {
            Files.writeString(certificate(), "nothing");
            hub.refresh();
            assertThat(ask(hub.address(), "first.crt")).contains("200");

            // Half exchanged: the certificate is the second's, the key still the first's.
            Files.copy(
                    scratch.resolve("second.crt"),
                    certificate(),
                    StandardCopyOption.REPLACE_EXISTING);
            hub.refresh();
            assertThat(ask(hub.address(), "first.crt")).contains("200");

            Files.delete(key());
            hub.refresh();
            assertThat(ask(hub.address(), "first.crt")).contains("200");
        }
    }

    @Test
    void aKeyOfAnotherCertificateIsRefusedAtTheStart() throws Exception {
        makeElliptic("hub");
        makeElliptic("second");
        Files.copy(scratch.resolve("second.key"), key(), StandardCopyOption.REPLACE_EXISTING);

        assertThatThrownBy(this::start)
                .isInstanceOf(IOException.class)
                .hasMessageContaining("hub.key: expected the key of")
                .hasMessageContaining("got another");
    }

    @Test
    void anEncryptedKeyIsRefusedAtTheStart() throws Exception {
        makeElliptic("hub");
        openssl("pkcs8", "-topk8", "-in", "hub.key", "-passout", "pass:secret", "-out", "locked");
        Files.move(scratch.resolve("locked"), key(), StandardCopyOption.REPLACE_EXISTING);

        assertThatThrownBy(this::start)
                .isInstanceOf(IOException.class)
                .hasMessageContaining("not encrypted");
    }

    @Test
    void onlyAProxyIsBelievedAboutItsClients() throws Exception {
        assertThat(clientInLog(true, "192.0.2.7"))
                .contains("\"192.0.2.7\"")
                .doesNotContain("198.51.100.9");
        assertThat(clientInLog(false, "192.0.2.7"))
                .contains("\"127.0.0.1\"")
                .doesNotContain("192.0.2.7");
    }

    @Test
    void aProxyMayNameThePortOfItsClient() throws Exception {
        assertThat(clientInLog(true, "192.0.2.7:55")).contains("\"192.0.2.7\"");
        assertThat(clientInLog(true, "[2001:db8::7]:55")).contains("2001:db8:0:0:0:0:0:7");
        assertThat(clientInLog(true, "2001:db8::8")).contains("2001:db8:0:0:0:0:0:8");
        assertThat(clientInLog(true, "unknown")).contains("\"127.0.0.1\"");
    }

    @Test
    void proxiesOfOtherMachinesAreBelievedOnlyIfTheyAreNamed() throws Exception {
        assertThat(clientInLog(List.of("192.0.2.0/24"), "198.51.100.7")).contains("\"127.0.0.1\"");
        assertThat(clientInLog(List.of("192.0.2.0/24", "127.0.0.1"), "198.51.100.7"))
                .contains("\"198.51.100.7\"");
    }

    @Test
    void onlyAProxyIsBelievedThatAClientCameOverTls() throws Exception {
        for (boolean isProxy : new boolean[] {true, false}) {
            OperationSettings operations =
                    OperationSettings.DEFAULT.withProxies(
                            List.of(isProxy ? "127.0.0.1" : "192.0.2.1"));
            try (Hub hub =
                    Hub.start(
                            TestHub.settings(scratch.resolve("data-" + isProxy))
                                    .withOperations(operations))) {
                var answer = new RawHttp(hub.address()).get("/login", "X-Forwarded-Proto: https");

                assertThat(answer.headers().containsKey("strict-transport-security"))
                        .isEqualTo(isProxy);
            }
        }
    }

    @Test
    void behindSeveralProxiesTheClientIsTheLastThatIsNone() throws Exception {
        List<String> proxies = List.of("127.0.0.1", "192.0.2.0/24");

        assertThat(clientInLog(proxies, "203.0.113.5, 192.0.2.9, 192.0.2.8"))
                .contains("\"203.0.113.5\"");
        assertThat(clientInLog(proxies, "192.0.2.9, 192.0.2.8")).contains("\"198.51.100.9\"");
    }

    private String clientInLog(boolean behindProxy, String client) throws Exception {
        return clientInLog(behindProxy ? List.of("127.0.0.0/8") : List.of(), client);
    }

    private String clientInLog(List<String> proxies, String client) throws Exception {
        String name = proxies.hashCode() + "-" + client.hashCode();
        Path log = scratch.resolve("access-" + name);
        OperationSettings operations =
                OperationSettings.DEFAULT.withAccessLog(log).withProxies(proxies);
        try (Hub hub =
                Hub.start(
                        TestHub.settings(scratch.resolve("data-" + name))
                                .withOperations(operations))) {
            new RawHttp(hub.address()).get("/v2/", "X-Forwarded-For: 198.51.100.9, " + client);
        }
        return Files.readString(log);
    }
}

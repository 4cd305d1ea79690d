package dev.lamina.hub.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Servers with and without TLS, at an address that is not known to be this machine: Linux takes 0.0.0.0
/// for it (ip(7), "INADDR_ANY").
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class PostgresTlsTest {

    private static final String ELSEWHERE = "0.0.0.0";

    @TempDir private static Path certificates;

    private TestPostgres server;

    @BeforeAll
    void start() throws Exception {
        Path names = certificates.resolve("names");
        Files.writeString(names, "subjectAltName=IP:0.0.0.0");
        openssl(
                "req",
                "-x509",
                "-newkey",
                "rsa:2048",
                "-nodes",
                "-days",
                "2",
                "-subj",
                "/CN=Authority",
                "-keyout",
                "ca.key",
                "-out",
                "ca.crt");
        openssl(
                "req",
                "-newkey",
                "rsa:2048",
                "-nodes",
                "-subj",
                "/CN=Database",
                "-keyout",
                "server.key",
                "-out",
                "server.csr");
        openssl(
                "x509",
                "-req",
                "-in",
                "server.csr",
                "-CA",
                "ca.crt",
                "-CAkey",
                "ca.key",
                "-CAcreateserial",
                "-days",
                "2",
                "-extfile",
                "names",
                "-out",
                "server.crt");
        server = TestPostgres.launchWithTls(certificates);
    }

    @AfterAll
    void stop() throws IOException {
        server.stop();
    }

    private static void openssl(String... arguments) throws Exception {
        var command = new ArrayList<String>();
        command.add("openssl");
        command.addAll(List.of(arguments));
        Process process =
                new ProcessBuilder(command)
                        .directory(certificates.toFile())
                        .redirectErrorStream(true)
                        .start();
        String output = new String(process.getInputStream().readAllBytes());
        assertThat(process.waitFor()).as(output).isZero();
    }

    private Database open(String host, String query) throws IOException {
        return Database.open(
                PostgresAddress.parse(
                        "postgresql://hub@" + host + ":" + server.port() + "/postgres" + query));
    }

    private static boolean isEncrypted(Database database) throws IOException {
        return database.read(
                session ->
                        session.exists(
                                "SELECT 1 FROM pg_stat_ssl WHERE pid = pg_backend_pid() AND ssl"));
    }

    private static String authority() {
        return "sslrootcert=" + certificates.resolve("ca.crt");
    }

    @Test
    void aServerElsewhereIsTakenIfAKnownAuthorityVouchesForIt() throws IOException {
        try (Database database = open(ELSEWHERE, "?" + authority())) {
            assertThat(isEncrypted(database)).isTrue();
        }
    }

    @Test
    void aServerElsewhereForWhichNobodyVouchesIsRefused() {
        assertThatThrownBy(() -> open(ELSEWHERE, ""))
                .isInstanceOf(DatabaseException.class)
                .hasMessageContaining(
                        "expected TLS as sslmode=verify-full (the default) asks for it")
                .hasMessageContaining("sslrootcert=FILE");
        assertThatThrownBy(() -> open(ELSEWHERE, "?sslrootcert=system"))
                .isInstanceOf(DatabaseException.class);
    }

    @Test
    void aServerThatIsNotThereIsNoMatterOfTls() {
        assertThatThrownBy(
                        () ->
                                Database.open(
                                        PostgresAddress.parse("postgresql://hub@0.0.0.0:1/hub")))
                .isInstanceOf(DatabaseException.class)
                .hasMessageContaining("refused")
                .hasMessageNotContaining("TLS");
    }

    @Test
    void aCertificateForAnotherNameIsRefused() {
        assertThatThrownBy(() -> open("127.0.0.1", "?sslmode=verify-full&" + authority()))
                .isInstanceOf(DatabaseException.class)
                .hasMessageContaining("expected TLS as sslmode=verify-full asks for it");
    }

    @Test
    void anAddressMayAskForLess() throws IOException {
        try (Database encrypted = open(ELSEWHERE, "?sslmode=require");
                Database plain = open(ELSEWHERE, "?sslmode=disable")) {
            assertThat(isEncrypted(encrypted)).isTrue();
            assertThat(isEncrypted(plain)).isFalse();
        }
    }

    @Test
    void onThisMachineNothingIsAskedFor() throws IOException {
        try (Database database = open("127.0.0.1", "")) {
            assertThat(isEncrypted(database)).isTrue();
        }
    }

    @Test
    void aServerWithoutTlsIsTakenOnlyIfTheAddressAsksForThat(@TempDir Path other)
            throws IOException {
        String url = TestPostgres.shared().url(other).replace("127.0.0.1", ELSEWHERE);

        assertThatThrownBy(() -> Database.open(PostgresAddress.parse(url)))
                .isInstanceOf(DatabaseException.class)
                .hasMessageContaining("does not support SSL")
                .hasMessageContaining("sslmode=verify-full (the default)");
        Database.open(PostgresAddress.parse(url + "?sslmode=disable")).close();
    }
}

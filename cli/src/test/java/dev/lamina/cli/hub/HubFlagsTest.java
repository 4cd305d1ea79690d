package dev.lamina.cli.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lamina.cli.command.Console;
import dev.lamina.cli.command.Context;
import dev.lamina.cli.option.Arguments;
import dev.lamina.cli.option.FlagParser;
import dev.lamina.hub.settings.AccessLogTarget;
import dev.lamina.hub.settings.CertificateFiles;
import dev.lamina.hub.settings.HubSettings;
import dev.lamina.hub.settings.SignUpMode;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The meaning of the flags of `hub serve`, and those that are refused.
final class HubFlagsTest {

    @TempDir private Path directory;

    private final Map<String, String> environment = new HashMap<>();

    private HubSettings settings(String... words) throws Exception {
        environment.put("LAMINA_ROOT", directory.resolve("store").toString());
        Arguments arguments = FlagParser.parse(new HubServeCommand().syntax(), List.of(words));
        var nothing = new ByteArrayInputStream(new byte[0]);
        var out = new ByteArrayOutputStream();
        Map<String, String> properties =
                Map.of("os.arch", "amd64", "os.name", "Linux", "user.home", "/root");
        try (var context =
                new Context(
                        Console.of(nothing, out, out),
                        environment,
                        properties,
                        InstantSource.system())) {
            return HubServeCommand.settings(arguments, context);
        }
    }

    @Test
    void withoutFlagsTheHubIsForThisMachineAndPlain() throws Exception {
        HubSettings settings = settings();

        assertThat(settings.listen()).isEqualTo(HubSettings.parseListen("127.0.0.1:5000"));
        assertThat(settings.data()).isEqualTo(directory.resolve("lamina-hub"));
        assertThat(settings.anonymousPush()).isFalse();
        assertThat(settings.people().signUp()).isEqualTo(SignUpMode.INVITATION);
        assertThat(settings.people().administratorPassword()).isEmpty();
        assertThat(settings.publicAddress()).isEmpty();
        assertThat(settings.operations().accessLog()).isEqualTo(new AccessLogTarget.Nowhere());
        assertThat(settings.operations().metricsArePublic()).isFalse();
        assertThat(settings.operations().tls()).isEmpty();
        assertThat(settings.operations().behindProxy()).isFalse();
    }

    @Test
    void eachFlagMakesItsSetting() throws Exception {
        assertThat(settings("--listen", ":80", "--plain-http").listen())
                .isEqualTo(HubSettings.parseListen(":80"));
        assertThat(settings("--data", "/srv/hub").data()).isEqualTo(Path.of("/srv/hub"));
        assertThat(settings("--data", "hub").data()).isAbsolute();
        assertThat(settings("--anonymous-push").anonymousPush()).isTrue();
        assertThat(settings("--sign-up", "open").people().signUp()).isEqualTo(SignUpMode.OPEN);
        assertThat(settings("--public-address", "https://hub.example.com").publicAddress())
                .contains("https://hub.example.com");
        assertThat(settings("--metrics", "public").operations().metricsArePublic()).isTrue();
        assertThat(settings("--behind-proxy").operations().proxies())
                .containsExactly("127.0.0.0/8", "::1");
        assertThat(
                        settings("--behind-proxy", "--trusted-proxies", "10.0.0.0/8,2001:db8::1")
                                .operations()
                                .proxies())
                .containsExactly("10.0.0.0/8", "2001:db8::1");
        assertThat(settings("--access-log", "/var/log/hub").operations().accessLog())
                .isEqualTo(new AccessLogTarget.ToFile(Path.of("/var/log/hub")));
        assertThat(settings("--access-log", "-").operations().accessLog())
                .isInstanceOf(AccessLogTarget.ToStream.class);
        assertThat(
                        settings("--tls-certificate", "/tls/hub.pem", "--tls-key", "/tls/key.pem")
                                .operations()
                                .tls())
                .contains(new CertificateFiles(Path.of("/tls/hub.pem"), Path.of("/tls/key.pem")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--tls-key k | --tls-certificate and --tls-key: expected both or none, got one",
                "--tls-certificate c"
                        + "| --tls-certificate and --tls-key: expected both or none, got one",
                "--database-password-file f | --database-password-file: expected --database, too",
                "--blobs-endpoint http://s3 | --blobs-endpoint: expected --blobs, too",
                "--blobs-region here | --blobs-region: expected --blobs, too",
                "--blob-redirects"
                        + "| blob redirects: expected blobs in an object store, got the data"
                        + " directory",
                "--anonymous-push --listen :5000"
                        + "| anonymous push: expected to listen on loopback, like 127.0.0.1:5000,"
                        + " got 0.0.0.0:5000; where others reach the hub, they need accounts",
                "--public-address hub.example.com"
                        + "| public address: expected http:// or https://, a host and maybe a port,"
                        + " got 'hub.example.com'",
                "--listen :5000"
                        + "| listen address: expected a certificate (--tls-certificate, --tls-key)"
                        + " where other machines reach the hub, got plain HTTP on 0.0.0.0:5000:"
                        + " passwords would go over the network as they are; --plain-http asks for"
                        + " that",
                "--trusted-proxies 10.0.0.1 | --trusted-proxies: expected --behind-proxy, too",
                "--behind-proxy --trusted-proxies proxy"
                        + "| network: expected an address, or one with the number of its fixed bits"
                        + " like 192.0.2.0/24, got 'proxy'",
                "--metrics all | --metrics: expected loopback or public, got 'all'",
                "--listen 127.0.0.1:x | listen address: expected HOST:PORT, got '127.0.0.1:x'"
            })
    void whatIsOfNoUseIsRefusedInOneLine(String flags, String line) {
        assertThatThrownBy(() -> settings(flags.split(" ")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(line);
    }

    @Test
    void redirectsAreForBlobsInAnObjectStore() throws Exception {
        assertThat(settings("--blobs", "s3://bucket", "--blobs-region", "r", "--blob-redirects"))
                .isNotNull();
    }

    @ParameterizedTest
    @CsvSource({"'a secret'", "'a secret\n'", "'a secret\r\n'", "'a secret\nmore\n'"})
    void aSecretIsTheFirstLineOfItsFile(String content) throws Exception {
        Path file = Files.writeString(directory.resolve("password"), content);

        assertThat(settings("--admin-password-file", file.toString()).people())
                .extracting(people -> people.administratorPassword().orElse(""))
                .isEqualTo("a secret");
    }

    @Test
    void aSecretMayBeInAVariableAndAFileGoesFirst() throws Exception {
        Path file = Files.writeString(directory.resolve("password"), "of the file\n");
        environment.put("LAMINA_HUB_ADMIN_PASSWORD", "of the variable");

        assertThat(settings().people().administratorPassword()).contains("of the variable");
        assertThat(settings("--admin-password-file", file.toString()).people())
                .extracting(people -> people.administratorPassword().orElse(""))
                .isEqualTo("of the file");
    }

    @Test
    void aSecretFileThatIsMissingIsNamed() {
        Path missing = directory.resolve("missing");

        assertThatThrownBy(() -> settings("--admin-password-file", missing.toString()))
                .isInstanceOf(NoSuchFileException.class)
                .hasMessage(missing.toString());
    }
}

package dev.lamina.cli.hub;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.lamina.cli.testing.Lamina.Result;
import dev.lamina.cli.testing.LaminaProcess;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URL;
import java.net.URLEncoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// `lamina hub serve` as a process: what it prints, and how signals end it.
@Tag("linux")
final class HubServeTest {

    private static final Pattern FORM_TOKEN = Pattern.compile("name=\"form\" value=\"([^\"]+)\"");
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @TempDir private Path scratch;
    private LaminaProcess lamina;

    @BeforeEach
    void makeRunner() {
        lamina = new LaminaProcess(scratch.resolve("store"));
    }

    @Test
    void theFirstPasswordIsPrintedOnceAndSignalsEndTheHubCleanly() throws Exception {
        try (Served first = serve(Map.of())) {
            assertThat(first.line()).startsWith("The account admin was made. Its password");
            String password = first.line().strip();
            assertThat(first.loginOnPage("not " + password)).isEqualTo("403");
            // It opens only the page where another one is chosen.
            assertThat(first.loginOnPage(password)).isEqualTo("303 /settings");
            assertThat(first.login(password)).isNotEqualTo(200);

            assertThat(first.end("TERM")).isEqualTo(new Result(143, "", ""));
        }
        try (Served second = serve(Map.of())) {
            assertThat(second.end("INT")).isEqualTo(new Result(130, "", ""));
        }
    }

    @Test
    void theFirstPasswordMayBeInAFileAndSighupBeginsANewLog() throws Exception {
        Path password = Files.writeString(scratch.resolve("password"), "a password of hers\n");
        Path log = scratch.resolve("access.log");
        try (Served hub =
                serve(
                        Map.of(),
                        "--admin-password-file",
                        password.toString(),
                        "--access-log",
                        log.toString())) {
            assertThat(hub.login("a password of hers")).isEqualTo(200);
            assertThat(hub.login("another password")).isEqualTo(401);
            Path moved = Files.move(log, scratch.resolve("access.log.1"));

            hub.signal("HUP");

            await(log);
            assertThat(moved).isNotEmptyFile();
            assertThat(hub.end("TERM")).isEqualTo(new Result(143, "", ""));
        }
    }

    @Test
    void theFirstPasswordMayBeInAVariable() throws Exception {
        try (Served hub = serve(Map.of("LAMINA_HUB_ADMIN_PASSWORD", "a password of hers"))) {
            assertThat(hub.login("a password of hers")).isEqualTo(200);

            assertThat(hub.end("TERM").out()).isEmpty();
        }
    }

    @Test
    void aLostPasswordIsReplacedBesideTheRunningHub() throws Exception {
        Path password = Files.writeString(scratch.resolve("password"), "a password of hers\n");
        try (Served hub = serve(Map.of("LAMINA_HUB_ADMIN_PASSWORD", "a lost password"))) {
            int status = 0;
            for (int i = 0; i < 7; i++) {
                status = hub.login("a guess at it");
            }
            assertThat(status).isEqualTo(429);

            Result given = resetPassword("--password-file", password.toString(), "admin");
            int known = hub.login("a password of hers");
            Result random = resetPassword();

            assertThat(given).isEqualTo(new Result(0, "", "Changed the password of admin\n"));
            assertThat(known).isEqualTo(200);
            assertThat(random.status()).isZero();
            assertThat(random.err()).isEqualTo("Change this password of admin at the next login\n");
            assertThat(hub.login("a password of hers")).isEqualTo(401);
            // It is only good for the page that changes it.
            assertThat(hub.login(random.out().strip())).isEqualTo(401);
            assertThat(hub.loginOnPage(random.out().strip())).startsWith("303 ");
            hub.end("TERM");
        }
    }

    @Test
    void aPasswordIsOnlyForPeopleThatAreThere() throws Exception {
        serve(Map.of()).close();

        assertThat(resetPassword("nobody").err())
                .isEqualTo("lamina: account 'nobody': not found in this hub\n");
        assertThat(resetPassword("library").err())
                .contains("'library': expected a person")
                .hasLineCount(1);
        Path weak = Files.writeString(scratch.resolve("weak"), "short\n");
        Result refused = resetPassword("--password-file", weak.toString());
        assertThat(refused.status()).isEqualTo(1);
        assertThat(refused.err()).startsWith("lamina: password: ").hasLineCount(1);
    }

    private Result resetPassword(String... more) throws IOException, InterruptedException {
        var words =
                new ArrayList<>(
                        List.of(
                                "hub",
                                "reset-password",
                                "--data",
                                scratch.resolve("data").toString()));
        words.addAll(List.of(more));
        return lamina.run(words.toArray(String[]::new));
    }

    @Test
    void aPortThatIsTakenIsOneLineAndStatus1() throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String listen = "127.0.0.1:" + taken.getLocalPort();
            assertThat(refused(List.of(), listen))
                    .isEqualTo(
                            "lamina: hub serve: "
                                    + listen
                                    + ": address already in use; choose another with --listen"
                                    + " HOST:PORT\n");
        }
    }

    /// An address of documentations, which no machine has (RFC 5737).
    @Test
    void anAddressOfAnotherMachineIsOneLineAndStatus1() throws Exception {
        assertThat(refused(List.of(), "192.0.2.1:5000", "--plain-http"))
                .isEqualTo(
                        "lamina: hub serve: 192.0.2.1:5000: expected an address of this machine, got"
                                + " another; choose another with --listen HOST:PORT\n");
    }

    @Test
    void aPortThatOnlyRootMayHaveIsOneLineAndStatus1() throws Exception {
        assertThat(refused(withoutLowPorts(), "127.0.0.1:81"))
                .isEqualTo(
                        "lamina: hub serve: 127.0.0.1:81: permission denied: ports below 1024 are for"
                                + " root and CAP_NET_BIND_SERVICE; choose another with --listen"
                                + " HOST:PORT\n");
    }

    /// Root that cannot listen on low ports; another user cannot anyhow (capabilities(7)).
    private static List<String> withoutLowPorts() throws IOException {
        return Files.getOwner(Path.of("/proc/self")).getName().equals("root")
                ? List.of("setpriv", "--bounding-set", "-net_bind_service")
                : List.of();
    }

    /// Starts a hub that must not start, and returns what it says.
    private String refused(List<String> before, String listen, String... more) throws Exception {
        var words = new ArrayList<>(List.of("hub", "serve", "--listen", listen, "--data"));
        words.add(scratch.resolve("data").toString());
        words.addAll(List.of(more));
        ProcessBuilder builder = lamina.builder(words.toArray(String[]::new));
        builder.command().addAll(0, before);
        Result result = LaminaProcess.finish(LaminaProcess.start(builder), "");

        assertThat(result.status()).isEqualTo(1);
        assertThat(result.out()).isEmpty();
        return result.err();
    }

    private Served serve(Map<String, String> environment, String... more) throws IOException {
        var words = new ArrayList<>(List.of("hub", "serve", "--listen", "127.0.0.1:0"));
        words.addAll(List.of("--data", scratch.resolve("data").toString()));
        words.addAll(List.of(more));
        ProcessBuilder builder = lamina.builder(words.toArray(String[]::new));
        builder.environment().putAll(environment);
        Process process = LaminaProcess.start(builder);
        BufferedReader out = process.inputReader(UTF_8);
        String said = out.readLine();
        if (said == null || !said.matches("The hub listens on 127\\.0\\.0\\.1:\\d+: .*")) {
            process.destroyForcibly();
            throw new AssertionError(
                    said + new String(process.getErrorStream().readAllBytes(), UTF_8));
        }
        return new Served(process, out, said.split(":")[1]);
    }

    private static void await(Path file) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!Files.exists(file) && System.nanoTime() < deadline) {
            Thread.onSpinWait();
        }
        assertThat(file).exists();
    }

    /// A hub that answers, and what it has printed since.
    private record Served(Process process, BufferedReader out, String port)
            implements AutoCloseable {

        String line() throws IOException {
            return String.valueOf(out.readLine());
        }

        /// Returns the status that the token service has for the administrator with a password.
        int login(String password) throws IOException {
            URI address = URI.create("http://127.0.0.1:" + port + "/token");
            var connection = (HttpURLConnection) address.toURL().openConnection();
            String basic =
                    Base64.getEncoder().encodeToString(("admin:" + password).getBytes(UTF_8));
            connection.setRequestProperty("Authorization", "Basic " + basic);
            try {
                return connection.getResponseCode();
            } finally {
                connection.disconnect();
            }
        }

        /// Logs in as a browser does; returns the status, and where it leads.
        String loginOnPage(String password) throws IOException {
            URL page = URI.create("http://127.0.0.1:" + port + "/login").toURL();
            Matcher token;
            try (InputStream in = page.openStream()) {
                token = FORM_TOKEN.matcher(new String(in.readAllBytes(), UTF_8));
            }
            assertThat(token.find()).isTrue();
            String form =
                    "form=%s&name=admin&password=%s"
                            .formatted(token.group(1), URLEncoder.encode(password, UTF_8));
            var connection = (HttpURLConnection) page.openConnection();
            connection.setInstanceFollowRedirects(false);
            connection.setDoOutput(true);
            connection.getOutputStream().write(form.getBytes(UTF_8));
            try {
                String place = connection.getHeaderField("Location");
                return connection.getResponseCode() + (place == null ? "" : " " + place);
            } finally {
                connection.disconnect();
            }
        }

        void signal(String name) throws IOException, InterruptedException {
            new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor();
        }

        /// Ends it by a signal, and returns what it printed that was not read.
        Result end(String signal) throws IOException, InterruptedException {
            signal(signal);
            assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
            return new Result(
                    process.exitValue(),
                    String.join("\n", out.lines().toList()),
                    new String(process.getErrorStream().readAllBytes(), UTF_8));
        }

        @Override
        public void close() {
            process.destroyForcibly();
        }
    }
}

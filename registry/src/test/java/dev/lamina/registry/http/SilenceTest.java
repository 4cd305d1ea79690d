package dev.lamina.registry.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.ProtocolException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateNotYetValidException;
import java.time.Duration;
import java.util.Optional;

import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;

/// What the JDK throws, and what the user reads.
final class SilenceTest {

    private static NoAnswerException explain(IOException failure) {
        return Silence.explain(
                failure, Authority.of("a.test:5000"), Optional.empty(), Duration.ofSeconds(60));
    }

    private static IOException caused(IOException failure, Throwable cause) {
        failure.initCause(cause);
        return failure;
    }

    private static void assertSaid(
            IOException failure, NoAnswerException.Kind kind, String message, String advice) {
        NoAnswerException said = explain(failure);
        assertThat(said.kind()).isEqualTo(kind);
        assertThat(said).hasMessage(message);
        assertThat(said.advice()).contains(advice).doesNotContain("\n");
    }

    @Test
    void everyCauseHasItsWordsAndItsAdvice() {
        assertSaid(
                new UnknownHostException("a.test"),
                NoAnswerException.Kind.NO_HOST,
                "a.test:5000: no such host",
                "check how the name is spelt");
        assertSaid(
                new ConnectException("connection refused"),
                NoAnswerException.Kind.REFUSED,
                "a.test:5000: connection refused",
                "check the address and the port");
        assertSaid(
                new ConnectException(Silence.NO_CONNECTION_IN_TIME),
                NoAnswerException.Kind.REFUSED,
                "a.test:5000: no connection in time",
                "HTTPS_PROXY");
        assertSaid(
                new SocketTimeoutException("Read timed out"),
                NoAnswerException.Kind.SILENT,
                "a.test:5000: no answer for 60 seconds",
                "try again later");
        assertSaid(
                new SSLException("Unsupported or unrecognized SSL message"),
                NoAnswerException.Kind.PROTOCOL,
                "a.test:5000: it does not speak TLS",
                "name a.test:5000 in insecureRegistries");
        assertSaid(
                new SSLHandshakeException(
                        "(bad_certificate) Received fatal alert: bad_certificate"),
                NoAnswerException.Kind.REJECTED,
                "a.test:5000: (bad_certificate) Received fatal alert: bad_certificate",
                "/etc/docker/certs.d/a.test:5000");
        assertSaid(
                caused(
                        new SSLHandshakeException("PKIX"),
                        new CertificateNotYetValidException("NotBefore: tomorrow")),
                NoAnswerException.Kind.UNTRUSTED,
                "a.test:5000: certificate: not trusted: it is not valid yet (NotBefore: tomorrow)",
                "clock");
        assertSaid(
                caused(
                        new SSLHandshakeException(
                                "No subject alternative DNS name matching a.test"),
                        new CertificateException(
                                "No subject alternative DNS name matching a.test")),
                NoAnswerException.Kind.UNTRUSTED,
                "a.test:5000: certificate: not trusted: No subject alternative DNS name matching"
                        + " a.test",
                "use the name that the certificate is for");
        assertSaid(
                new EOFException("EOF reached while reading"),
                NoAnswerException.Kind.BROKEN,
                "a.test:5000: EOF reached while reading",
                "");
    }

    /// `Team/app` is the repository `app` of a registry called `Team`.
    @Test
    void aHostThatIsAWordIsExplained() {
        NoAnswerException said =
                Silence.explain(
                        new UnknownHostException("Team"),
                        Authority.of("Team"),
                        Optional.empty(),
                        Duration.ofSeconds(60));

        assertThat(said.advice()).contains("repositories are in lower case");
    }

    @Test
    void aProxyThatFailsIsSaidInPlaceOfTheRegistry() {
        Optional<String> proxy = Optional.of("proxy p.test:3128");
        Duration time = Duration.ofSeconds(60);
        Authority registry = Authority.of("a.test");

        assertThat(Silence.explain(new ConnectException("refused"), registry, proxy, time))
                .hasMessage("proxy p.test:3128: refused");
        assertThat(
                        Silence.explain(
                                new ProtocolException("proxy: expected a tunnel, got status 407"),
                                registry,
                                proxy,
                                time))
                .hasMessage("a.test: proxy: expected a tunnel, got status 407")
                .satisfies(e -> assertThat(e.advice()).contains("check the proxy"));
    }
}

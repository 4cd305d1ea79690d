package dev.lamina.registry.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Which connections are used again, and what is sent again when one has ended (RFC 9112, 9.3).
final class ConnectionsTest extends TransportTest {

    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi";

    private Answer send(String method) throws IOException {
        return transport.send(method, peer.uri("/"), Map.of(), Content.NONE);
    }

    @Test
    void aConnectionWhoseAnswerWasReadIsUsedAgain() throws IOException {
        peer.answer(OK)
                .answer("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nhi\r\n0\r\n\r\n")
                .answer("HTTP/1.0 200 OK\r\nConnection: Keep-Alive\r\nContent-Length: 2\r\n\r\nhi")
                .answer(OK);

        for (int i = 0; i < 4; i++) {
            assertRead("/", "hi");
        }

        assertThat(peer.connections()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 2\r\n\r\nhi",
                "HTTP/1.1 200 OK\r\nConnection: x, Close\r\nContent-Length: 2\r\n\r\nhi",
                "HTTP/1.0 200 OK\r\nContent-Length: 2\r\n\r\nhi"
            })
    void aConnectionThatThePeerEndsIsNotUsedAgain(String answer) throws IOException {
        peer.answer(answer).answer(OK);

        assertRead("/", "hi");
        assertRead("/", "hi");

        assertThat(peer.connections()).isEqualTo(2);
    }

    @Test
    void aConnectionWhoseAnswerWasNotReadIsNotUsedAgain() throws IOException {
        peer.answer(OK).answer(OK);

        get("/").body().close();
        assertRead("/", "hi");

        assertThat(peer.connections()).isEqualTo(2);
    }

    @Test
    void anAnswerThatNobodyAskedForIsNobodysAnswer() throws IOException {
        peer.answer(OK + "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nevil").answer(OK);

        assertRead("/", "hi");
        assertRead("/", "hi");

        assertThat(peer.connections()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "HEAD"})
    void aQuestionThatAnEndingConnectionTookAlongIsAskedAgain(String method) throws IOException {
        peer.answer(OK).answerAndClose("").answer(OK);
        assertRead("/", "hi");

        send(method).body().close();

        assertThat(peer.heads()).hasSize(3);
        assertThat(peer.connections()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "PATCH", "DELETE"})
    void aChangeThatAnEndingConnectionTookAlongIsNotSentAgain(String method) throws IOException {
        peer.answer(OK).answerAndClose("").answer(OK);
        assertRead("/", "hi");

        assertThatThrownBy(() -> send(method))
                .isInstanceOf(NoAnswerException.class)
                .satisfies(
                        e ->
                                assertThat(((NoAnswerException) e).kind())
                                        .isEqualTo(NoAnswerException.Kind.BROKEN));
        assertThat(peer.heads()).hasSize(2);
    }

    @Test
    void nothingIsAskedAgainOfANewConnection() throws IOException {
        peer.answerAndClose("").answer(OK);

        assertThatThrownBy(() -> get("/"))
                .isInstanceOf(NoAnswerException.class)
                .hasMessageEndingWith("the connection ended before an answer");
        assertThat(peer.heads()).hasSize(1);
    }

    @Test
    void anAnswerThatBeganIsNotAskedForAgain() throws IOException {
        peer.answer(OK).answerAndClose("HTTP/1.1 200 O").answer(OK);
        assertRead("/", "hi");

        assertThatThrownBy(() -> get("/")).isInstanceOf(NoAnswerException.class);

        assertThat(peer.heads()).hasSize(2);
    }

    /// A hundred answers at once leave no hundred connections.
    @Test
    void fewConnectionsAreKept() throws IOException {
        var bodies = new InputStream[20];
        for (int i = 0; i < bodies.length; i++) {
            peer.answer(OK);
            bodies[i] = get("/").body();
        }
        for (InputStream body : bodies) {
            body.readAllBytes();
        }
        for (int i = 0; i < bodies.length; i++) {
            peer.answer(OK);
            bodies[i] = get("/").body();
        }

        assertThat(peer.connections()).isEqualTo(40 - HttpLimits.IDLE_CONNECTIONS);
    }

    @Test
    void whoeverWaitsForBytesHearsOfTheEnd() throws Exception {
        peer.answer("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhi");
        InputStream body = get("/").body();
        body.readNBytes(2);
        var begun = new CountDownLatch(1);
        var heard = new CompletableFuture<IOException>();
        Thread.ofPlatform()
                .daemon()
                .start(
                        () -> {
                            begun.countDown();
                            try {
                                body.read();
                            } catch (IOException e) {
                                heard.complete(e);
                            }
                        });
        begun.await();

        transport.close();

        assertThat(heard.get(10, TimeUnit.SECONDS)).hasMessageContaining("ended");
        assertThatThrownBy(() -> get("/")).isInstanceOf(IOException.class);
    }
}

package dev.lamina.registry.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;

/// What is read of an answer, and what is refused (RFC 9112).
final class AnswersTest extends TransportTest {

    private static final String OK = "HTTP/1.1 200 OK\r\n";

    private void assertRefused(String answer, String reason) {
        peer.answer(answer);
        assertThatThrownBy(() -> get("/"))
                .isInstanceOf(NoAnswerException.class)
                .hasMessageContaining(reason)
                .satisfies(
                        e ->
                                assertThat(((NoAnswerException) e).kind())
                                        .isEqualTo(NoAnswerException.Kind.PROTOCOL));
    }

    private void assertBodyRefused(String answer, String reason) throws IOException {
        peer.answer(answer);
        try (InputStream body = get("/").body()) {
            assertThatThrownBy(body::readAllBytes)
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining(reason);
        }
    }

    @Test
    void aBodyHasTheLengthThatIsSaid() throws IOException {
        peer.answer(OK + "content-LENGTH: 5\r\nX-A: \t b c \r\nx-a: d\r\n\r\nhello");

        Answer answer = get("/a?b=c");
        try (InputStream body = answer.body()) {
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.headers("X-a")).containsExactly("b c", "d");
            assertThat(body.readAllBytes()).asString().isEqualTo("hello");
        }
        assertThat(peer.heads().getFirst())
                .startsWith("GET /a?b=c HTTP/1.1\r\nHost: 127.0.0.1:")
                .contains("\r\nUser-Agent: test/1\r\n")
                .doesNotContain("Content-Length");
    }

    @Test
    void aLengthMayBeSaidTwiceIfItIsTheSame() throws IOException {
        peer.answer(OK + "Content-Length: 5, 5\r\nContent-Length: 5\r\n\r\nhello");

        assertRead("/", "hello");
    }

    @Test
    void aBodyMayComeInChunksWithExtensionsAndTrailers() throws IOException {
        peer.answer(
                OK
                        + "Transfer-Encoding: Chunked\r\n\r\n"
                        + "5\r\nhello\r\n00006 ; name=\"v\"\r\n world\r\n0\r\nX-Sum: 1\r\n\r\n");

        assertRead("/", "hello world");
    }

    @Test
    void aBodyMayEndWithItsConnection() throws IOException {
        peer.answerAndClose("HTTP/1.0 200 OK\r\n\r\nhello");

        assertRead("/", "hello");
    }

    @Test
    void linesMayEndWithoutACarriageReturnAndAReasonMayBeMissing() throws IOException {
        peer.answer("HTTP/1.1 200\nContent-Length: 2\n\nhi");

        assertRead("/", "hi");
    }

    @Test
    void interimAnswersAreSkipped() throws IOException {
        peer.answer(
                "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n"
                        + OK
                        + "Content-Length: 2\r\n\r\nhi");

        assertRead("/", "hi");
    }

    @Test
    void someAnswersHaveNoBodyWhateverTheySay() throws IOException {
        peer.answer(OK + "Content-Length: 5\r\n\r\n")
                .answer("HTTP/1.1 204 No Content\r\nContent-Length: 7\r\n\r\n")
                .answer("HTTP/1.1 304 Not Modified\r\nContent-Length: 9\r\n\r\n");

        Answer head = transport.send("HEAD", peer.uri("/"), Map.of(), Content.NONE);

        assertThat(head.header("Content-Length")).contains("5");
        assertThat(head.body().readAllBytes()).isEmpty();
        assertRead("/", "");
        assertRead("/", "");
        assertThat(peer.connections()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/2.0 200 OK\r\n\r\n",
                "HTTP/1.x 200 OK\r\n\r\n",
                "HTTP/1.1  200 OK\r\n\r\n",
                "HTTP/1.1 20 OK\r\n\r\n",
                "HTTP/1.1 2000 OK\r\n\r\n",
                "HTTP/1.1 099 OK\r\n\r\n",
                "HTTP/1.1 -20 OK\r\n\r\n",
                "ICY 200 OK\r\n\r\n",
                "\u0015\u0003\u0003\u0000\u0002\u0002\u0046",
                "\r\nHTTP/1.1 200 OK\r\n\r\n"
            })
    void whatIsNoHttpIsRefusedAtItsFirstBytes(String answer) {
        assertRefused(answer, "answer: expected HTTP/1.1, got something else");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n",
                "Transfer-Encoding: chunked\r\nContent-Length: 5\r\n"
            })
    void bothLengthsAreRefused(String fields) {
        assertRefused(OK + fields + "\r\n0\r\n\r\n", "got both");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "5\r\nContent-Length: 6",
                "5, 6",
                "5,",
                "",
                "+5",
                "-5",
                "5 5",
                "0x5",
                "5.0",
                "\u00b2",
                "1000000000000000000"
            })
    void aLengthThatIsNotOneNumberIsRefused(String length) {
        assertRefused(
                OK + "Content-Length: " + length + "\r\n\r\nhello",
                "header Content-Length: expected one number");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "gzip",
                "gzip, chunked",
                "chunked, chunked",
                "chunked\r\nTransfer-Encoding: chunked",
                "xchunked",
                "identity",
                ""
            })
    void otherTransferCodingsThanChunkedAreRefused(String coding) {
        assertRefused(
                OK + "Transfer-Encoding: " + coding + "\r\n\r\n0\r\n\r\n",
                "header Transfer-Encoding: expected chunked");
    }

    @Test
    void chunksOfAPeerThatCannotKnowThemAreRefused() {
        assertRefused(
                "HTTP/1.0 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                "header Transfer-Encoding: expected chunked");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length : 5",
                "Content-Length\t: 5",
                " Content-Length: 5",
                "X-A: b\r\n c",
                "X-A: b\r\n\tc",
                "Content-Length",
                ": 5",
                "Content Length: 5",
                "X\u00e4: 5"
            })
    void fieldsThatOthersReadInAnotherWayAreRefused(String field) {
        assertRefused(OK + field + "\r\n\r\n", "header: expected NAME: VALUE");
    }

    @ParameterizedTest
    @ValueSource(strings = {"b\u0000c", "b\rContent-Length: 5", "b\u001b[0m", "b\u007f"})
    void controlCharactersAreRefused(String value) {
        assertRefused(OK + "X-A: " + value + "\r\n\r\n", "header: expected no control characters");
    }

    @Test
    void aFloodOfFieldsIsRefused() {
        assertRefused(OK + "A: b\r\n".repeat(501) + "\r\n", "header: expected at most 500 fields");
        assertRefused(
                OK + ("A: " + "b".repeat(60_000) + "\r\n").repeat(5) + "\r\n", "expected at most");
        assertRefused(OK + "A: " + "b".repeat(70_000) + "\r\n\r\n", "header: expected at most");
        assertRefused(
                "HTTP/1.1 200 " + "b".repeat(70_000) + "\r\n\r\n",
                "status line: expected at most 65536 bytes in a line, got more");
    }

    @Test
    void aFloodOfInterimAnswersIsRefused() {
        assertRefused("HTTP/1.1 100 Continue\r\n\r\n".repeat(17) + OK + "\r\n", "interim");
    }

    @Test
    void anotherProtocolIsNotSwitchedTo() {
        assertRefused("HTTP/1.1 101 Switching Protocols\r\n\r\n", "got status 101");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "-1",
                "+1",
                "0x5",
                " 5",
                "5 5",
                "5\u0000",
                "1000000000000000",
                "5,5",
                "\u00b2"
            })
    void aSizeOfAChunkThatIsNotHexadecimalIsRefused(String size) throws IOException {
        assertBodyRefused(
                OK + "Transfer-Encoding: chunked\r\n\r\n" + size + "\r\nhello\r\n0\r\n\r\n",
                "chunk");
    }

    @Test
    void aChunkThatIsLongerThanItsSizeIsRefused() throws IOException {
        assertBodyRefused(
                OK + "Transfer-Encoding: chunked\r\n\r\n5\r\nhello world\r\n0\r\n\r\n",
                "chunk: expected an end of line after it");
    }

    @Test
    void floodsAroundChunksAreRefused() throws IOException {
        String chunked = OK + "Transfer-Encoding: chunked\r\n\r\n";
        assertBodyRefused(chunked + "5;" + "a".repeat(5000) + "\r\nhello\r\n", "expected at most");
        assertBodyRefused(chunked + "0\r\n" + "A: b\r\n".repeat(501) + "\r\n", "expected at most");
    }

    @Test
    void aConnectionThatEndsEarlyIsSaidSo() throws IOException {
        peer.answerAndClose(OK + "Content-Length: 5\r\n\r\nhel");
        try (InputStream body = get("/").body()) {
            assertThatThrownBy(body::readAllBytes)
                    .hasMessage("the connection ended after 3 of 5 bytes");
        }

        for (String rest :
                new String[] {"5\r\nhel", "5\r\nhello\r\n", "5", "5\r\nhello\r\n0\r\n"}) {
            peer.answerAndClose(OK + "Transfer-Encoding: chunked\r\n\r\n" + rest);
            try (InputStream body = get("/").body()) {
                assertThatThrownBy(body::readAllBytes).hasMessageContaining("the connection ended");
            }
        }

        peer.answerAndClose("HTTP/1.1 200 OK\r\nContent-");
        assertThatThrownBy(() -> get("/"))
                .hasMessageEndingWith(": the connection ended within header");
    }

    @Test
    void aHeadThatComesAByteNowAndThenIsNotWaitedFor() throws IOException {
        peer.step(AnswersTest::dribble);
        try (Transport hasty = transport(Duration.ofMillis(200))) {
            assertThatThrownBy(() -> hasty.send("GET", peer.uri("/"), Map.of(), Content.NONE))
                    .isInstanceOf(NoAnswerException.class)
                    .hasMessageEndingWith("no answer for 0.2 seconds");
        }
    }

    /// Goes on until the client has gone.
    private static boolean dribble(Socket socket, InputStream in) throws IOException {
        OutputStream out = socket.getOutputStream();
        out.write((OK + "X-A: ").getBytes(StandardCharsets.ISO_8859_1));
        socket.setSoTimeout(20);
        while (true) {
            out.write('a');
            try {
                if (in.read() < 0) {
                    return false;
                }
            } catch (SocketTimeoutException e) {
                // It is still there.
            }
        }
    }

    @Test
    void nobodyIsNotThisMachine() {
        for (String uri : new String[] {"http:///x", "https://a_b:80/", "http:x"}) {
            assertThatThrownBy(() -> transport.send("GET", URI.create(uri), Map.of(), Content.NONE))
                    .isInstanceOf(IOException.class)
                    .hasMessage("URI: expected a host, got none");
        }
    }

    @Test
    void aFieldThatWouldBeginAnotherIsNotSent() {
        for (String value : new String[] {"a\r\nX-B: c", "a\nX-B: c", "a\u0000", "\u20ac"}) {
            assertThatThrownBy(
                            () ->
                                    transport.send(
                                            "GET",
                                            peer.uri("/"),
                                            Map.of("X-A", value),
                                            Content.NONE))
                    .isInstanceOf(IOException.class)
                    .hasMessage("header X-A: expected visible characters, got others");
        }
        assertThat(peer.connections()).isZero();
    }
}

package dev.lamina.registry.http;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ProtocolException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.function.Consumer;

/// A connection on which requests are answered, one after the other. One thread uses it at a time, beside the
/// one that sends a long body; any thread may close it.
final class Connection implements AutoCloseable {

    /// What fits into the buffers of any socket, so that writing it does not wait for the peer.
    private static final int SHORT = 8 << 10;

    /// A peer that has all of a body may need longer than others to say so: it reads a large blob
    /// again to verify it, or moves it.
    private static final int PATIENCE_AFTER_BODY = 10;

    private static final String ENDED = "the connection ended before an answer";

    private final SocketChannel channel;
    private final Socket socket;
    private final HttpInput input;
    private final OutputStream output;
    private final Duration idleTimeout;
    private final Consumer<Connection> released;
    private final Consumer<Connection> closed;

    /// @param channel  connected
    /// @param socket   that of the channel, or TLS over it
    /// @param released is given the connection when another request may follow
    /// @param closed   hears of its end
    Connection(
            SocketChannel channel,
            Socket socket,
            Duration idleTimeout,
            Consumer<Connection> released,
            Consumer<Connection> closed)
            throws IOException {
        this.channel = channel;
        this.socket = socket;
        this.input = new HttpInput(socket);
        this.output = socket.getOutputStream();
        this.idleTimeout = idleTimeout;
        this.released = released;
        this.closed = closed;
    }

    /// Sends a request, and reads the head of its answer.
    ///
    /// @throws UnansweredException if the connection ended before anything was answered
    Answer send(Request request) throws IOException {
        try {
            return exchange(request);
        } catch (IOException | RuntimeException | Error e) {
            close();
            throw e;
        }
    }

    private Answer exchange(Request request) throws IOException {
        Content content = request.content();
        if (request.head().length + content.length() > SHORT) {
            return exchangeLong(request);
        }
        var message = new ByteArrayOutputStream(SHORT);
        message.writeBytes(request.head());
        content.writeTo(new ShortSink(message));
        try {
            output.write(message.toByteArray());
            awaitAnswer();
        } catch (IOException e) {
            throw Silence.isTimeout(e) ? e : new UnansweredException(e);
        }
        AnswerHead head = head(this::awaitAnswer);
        var body = new BodyStream(this, Framing.of(request.method(), head), head.keepsConnection());
        return new Answer(request.uri(), head.status(), head.headers(), body);
    }

    /// Sends a body beside the wait for its answer, which may come early: a refusal does not wait for 100 MB.
    private Answer exchangeLong(Request request) throws IOException {
        var sending = new Sending(this, request);
        try {
            AnswerHead head = head(() -> awaitAnswer(sending));
            boolean complete = sending.isComplete();
            var body =
                    new BodyStream(
                            this,
                            Framing.of(request.method(), head),
                            complete && head.keepsConnection());
            return new Answer(
                    request.uri(), head.status(), head.headers(), complete ? body : early(body));
        } catch (IOException | RuntimeException | Error e) {
            close();
            throw e;
        } finally {
            sending.join();
        }
    }

    /// Waits for the first byte of an answer.
    @FunctionalInterface
    private interface Wait {

        void run() throws IOException;
    }

    private void awaitAnswer() throws IOException {
        input.hurry(idleTimeout);
        if (!input.await()) {
            throw new EOFException(ENDED);
        }
    }

    /// Waits as long as the body moves.
    private void awaitAnswer(Sending sending) throws IOException {
        int patience = PATIENCE_AFTER_BODY;
        input.unhurried(idleTimeout);
        while (true) {
            long before = sending.sent();
            try {
                if (!input.await()) {
                    throw new EOFException(ENDED);
                }
                return;
            } catch (SocketTimeoutException e) {
                boolean moved = sending.sent() != before;
                if (!moved && (!sending.isComplete() || --patience == 0)) {
                    throw e;
                }
            }
        }
    }

    /// Reads what came before all of a body was sent, and ends the connection, which is of no more use.
    private InputStream early(BodyStream body) {
        input.hurry(idleTimeout);
        var bytes = new ByteArrayOutputStream();
        byte[] piece = new byte[SHORT];
        try (body) {
            int count = body.read(piece);
            while (count > 0 && bytes.size() < HttpLimits.EARLY_BODY) {
                bytes.write(piece, 0, count);
                count = body.read(piece);
            }
        } catch (IOException e) {
            // The status says the most.
        }
        return new ByteArrayInputStream(bytes.toByteArray());
    }

    /// Reads the head that counts; interim answers have nothing to say.
    private AnswerHead head(Wait wait) throws IOException {
        for (int i = 0; i <= HttpLimits.INTERIM; i++) {
            wait.run();
            input.hurry(idleTimeout);
            AnswerHead head = AnswerHead.read(input);
            if (!head.isInterim()) {
                input.unhurried(idleTimeout);
                return head;
            }
            if (head.status() == 101) {
                throw new ProtocolException("answer: expected HTTP/1.1, got status 101");
            }
        }
        throw new ProtocolException(
                "answers: expected at most " + HttpLimits.INTERIM + " interim ones, got more");
    }

    HttpInput input() {
        return input;
    }

    OutputStream output() {
        return output;
    }

    Duration idleTimeout() {
        return idleTimeout;
    }

    /// Tells whether [#channel] takes the bytes of a body as they are: nothing is encrypted.
    boolean isPlain() {
        return socket == channel.socket();
    }

    SocketChannel channel() {
        return channel;
    }

    /// Ends the use for one answer. What came unasked after it belongs to no request.
    void release() {
        if (input.hasBuffered()) {
            close();
        } else {
            released.accept(this);
        }
    }

    /// Tells whether the peer has ended a connection that nobody uses, or said something unasked.
    boolean isStale() {
        try {
            channel.configureBlocking(false);
            int count = channel.read(ByteBuffer.allocate(1));
            channel.configureBlocking(true);
            return count != 0;
        } catch (IOException e) {
            return true;
        }
    }

    /// Ends the connection. Whoever waits for it fails at once. TLS is not told: that might wait for a peer
    /// which takes no more.
    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            // There is nothing to save.
        }
        closed.accept(this);
    }
}

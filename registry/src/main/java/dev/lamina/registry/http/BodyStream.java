package dev.lamina.registry.http;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// The body of a response as a stream that fails when nothing arrives for a while, which the
/// JDK's own does not.
///
/// The network fills a few buffers ahead of the reader and then waits for it. One thread reads.
final class BodyStream extends InputStream implements HttpResponse.BodySubscriber<InputStream> {

    /// How many deliveries may wait for the reader. Each has up to 16 KiB, or what the launcher says
    /// with `jdk.httpclient.bufsize`.
    private static final int DELIVERIES_AHEAD = 8;

    /// How many are asked for at once: each time wakes the network's thread.
    private static final int DELIVERIES_TOGETHER = 2;

    private final Duration idleTimeout;
    private final BlockingQueue<Delivery> queue = new LinkedBlockingQueue<>();
    private final CompletableFuture<Flow.Subscription> subscribed = new CompletableFuture<>();
    private final Deque<ByteBuffer> current = new ArrayDeque<>();
    private @Nullable Delivery last;
    private long taken;
    private volatile boolean closed;

    BodyStream(Duration idleTimeout) {
        this.idleTimeout = idleTimeout;
    }

    /// What the network delivered: bytes, the end, or a failure.
    private sealed interface Delivery {

        record Buffers(List<ByteBuffer> buffers) implements Delivery {}

        record End() implements Delivery {}

        record Failure(Throwable cause) implements Delivery {}
    }

    @Override
    public CompletionStage<InputStream> getBody() {
        return CompletableFuture.completedStage(this);
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        subscribed.complete(subscription);
        if (closed) {
            subscription.cancel();
        } else {
            subscription.request(DELIVERIES_AHEAD);
        }
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        queue.add(new Delivery.Buffers(buffers));
    }

    @Override
    public void onError(Throwable cause) {
        queue.add(new Delivery.Failure(cause));
    }

    @Override
    public void onComplete() {
        queue.add(new Delivery.End());
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        ByteBuffer source = nextBuffer();
        if (source == null) {
            return -1;
        }
        int count = Math.min(length, source.remaining());
        source.get(buffer, offset, count);
        return count;
    }

    @Override
    public int available() {
        ByteBuffer first = current.peekFirst();
        return first == null ? 0 : first.remaining();
    }

    /// Gives up what has not arrived, and the connection with it.
    @Override
    public void close() {
        closed = true;
        if (last == null) {
            subscribed.thenAccept(Flow.Subscription::cancel);
        }
        current.clear();
        queue.clear();
    }

    private @Nullable ByteBuffer nextBuffer() throws IOException {
        while (true) {
            ByteBuffer first = current.peekFirst();
            if (first != null && first.hasRemaining()) {
                return first;
            }
            if (first != null) {
                current.removeFirst();
            } else if (!receive()) {
                return null;
            }
        }
    }

    private boolean receive() throws IOException {
        if (closed) {
            throw new IOException("closed");
        }
        switch (last == null ? take() : last) {
            case Delivery.Buffers delivery -> {
                current.addAll(delivery.buffers);
                if (++taken % DELIVERIES_TOGETHER == 0) {
                    subscribed.thenAccept(
                            subscription -> subscription.request(DELIVERIES_TOGETHER));
                }
                return true;
            }
            case Delivery.End end -> {
                last = end;
                return false;
            }
            case Delivery.Failure failure -> {
                last = failure;
                throw new IOException(Silence.message(failure.cause), failure.cause);
            }
        }
    }

    private Delivery take() throws IOException {
        try {
            Delivery delivery = queue.poll(idleTimeout.toMillis(), TimeUnit.MILLISECONDS);
            if (delivery == null) {
                close();
                throw new IOException("nothing arrived for " + Silence.seconds(idleTimeout));
            }
            return delivery;
        } catch (InterruptedException e) {
            close();
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        }
    }
}

package dev.lamina.engine.stream;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.lamina.linux.Descriptor;
import dev.lamina.linux.Errno;
import dev.lamina.linux.LinuxException;

import org.jspecify.annotations.Nullable;

import java.io.ByteArrayOutputStream;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.util.function.BooleanSupplier;

/// Passes bytes on from one descriptor to another, on a thread of its own, in order and unchanged.
///
/// It ends at the end of the source, when nobody reads the target any more, or when it is told that
/// no more will come: then it passes on what is there. At its end it closes the ends of pipes that it
/// was given: the other side of the source finds that nobody reads any more, that of the target finds
/// the end.
///
/// What a runtime writes before the container's command has begun is kept back: an error of it is told
/// in words of ours, in one line.
final class Pump {

    /// As much as a pipe holds (pipe(7)).
    private static final int BUFFER_SIZE = 64 * 1024;

    /// Between two looks whether what is kept back may be passed on.
    private static final int LOOK_MILLIS = 5;

    private final Descriptor source;
    private final Descriptor target;
    private final Descriptor end;
    private final boolean readsPipe;
    private final BooleanSupplier begun;
    private final @Nullable ReaderLoss loss;
    private final Thread thread;

    /// The bytes that were kept back; guarded by the end of the thread.
    private final ByteArrayOutputStream held = new ByteArrayOutputStream();

    /// Why the target took no more; guarded by the end of the thread.
    private @Nullable LinuxException failure;

    /// @param end       has something to read when no more will come
    /// @param readsPipe whether the source is a pipe's end that is to be closed; else the target is
    /// @param begun     tells whether what comes is passed on from now on
    /// @param loss      hears of it when nobody reads the target any more
    private Pump(
            String name,
            Descriptor source,
            Descriptor target,
            Descriptor end,
            boolean readsPipe,
            BooleanSupplier begun,
            @Nullable ReaderLoss loss) {
        this.source = source;
        this.target = target;
        this.end = end;
        this.readsPipe = readsPipe;
        this.begun = begun;
        this.loss = loss;
        this.thread = Thread.ofPlatform().daemon().name(name).unstarted(this::run);
    }

    /// Starts one that gives to a pipe what one of this process's streams has.
    static Pump toPipe(Descriptor stream, Descriptor sink, Descriptor end) {
        return start(new Pump("container-input", stream, sink, end, false, () -> true, null));
    }

    /// Starts one that gives to one of this process's streams what comes out of a pipe.
    static Pump fromPipe(
            Descriptor source,
            Descriptor stream,
            Descriptor end,
            BooleanSupplier begun,
            ReaderLoss loss) {
        return start(new Pump("container-output", source, stream, end, true, begun, loss));
    }

    private static Pump start(Pump pump) {
        pump.thread.start();
        return pump;
    }

    private void run() {
        try (Descriptor _ = readsPipe ? source : target) {
            pass();
        } catch (LinuxException e) {
            failure = e;
        }
        if (loss != null && failure != null && failure.errno() == Errno.EPIPE) {
            loss.begin();
        }
    }

    private void pass() throws LinuxException {
        ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_SIZE);
        boolean passing = false;
        while (awaitMore() && fill(buffer)) {
            buffer.flip();
            passing = passing || begun.getAsBoolean() || held.size() > BUFFER_SIZE;
            if (passing) {
                releaseHeld();
                target.write(buffer);
            } else {
                byte[] bytes = new byte[buffer.remaining()];
                buffer.get(bytes);
                held.writeBytes(bytes);
            }
        }
    }

    /// Waits for more. What is kept back is passed on as soon as that may be: it is perhaps a question, and
    /// nothing else comes.
    private boolean awaitMore() throws LinuxException {
        while (held.size() > 0) {
            if (source.awaitInput(end, LOOK_MILLIS)) {
                return true;
            }
            if (end.hasInput()) {
                return source.hasInput();
            }
            if (begun.getAsBoolean()) {
                releaseHeld();
            }
        }
        return source.awaitInput(end, -1);
    }

    private void releaseHeld() throws LinuxException {
        if (held.size() > 0) {
            byte[] bytes = held.toByteArray();
            held.reset();
            target.write(ByteBuffer.allocateDirect(bytes.length).put(bytes).flip());
        }
    }

    /// @return whether there is something to pass on
    private boolean fill(ByteBuffer buffer) throws LinuxException {
        while (true) {
            try {
                return source.read(buffer.clear()) > 0;
            } catch (LinuxException e) {
                if (e.errno() == Errno.EIO) {
                    return false; // A terminal that is gone, or not ours to read.
                }
                if (e.errno() != Errno.EAGAIN) {
                    throw e;
                }
                // Somebody else has read what was there.
                if (!source.awaitInput(end, -1)) {
                    return false;
                }
            }
        }
    }

    /// Waits until all is passed on or kept back.
    void await() throws InterruptedIOException {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException(
                    "interrupted while a container's output was passed on");
        }
    }

    /// Returns what was kept back, which then is no more; all has been waited for.
    String takeHeld() {
        String text = held.toString(UTF_8);
        held.reset();
        return text;
    }

    /// Passes on what was kept back; all has been waited for.
    ///
    /// @throws LinuxException if the target could not take it all, unless its reader left
    void finish() throws LinuxException {
        LinuxException problem = failure;
        if (problem == null) {
            releaseHeld();
        } else if (problem.errno() != Errno.EPIPE) {
            throw problem;
        }
    }
}

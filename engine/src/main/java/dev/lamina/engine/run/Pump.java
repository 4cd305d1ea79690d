package dev.lamina.engine.run;

import dev.lamina.linux.Descriptor;
import dev.lamina.linux.Errno;
import dev.lamina.linux.LinuxException;

import org.jspecify.annotations.Nullable;

import java.io.InterruptedIOException;
import java.nio.ByteBuffer;

/// Passes bytes on from one descriptor to another, on a thread of its own, in order and unchanged.
///
/// It ends at the end of the source, when nobody reads the target any more, or when it is told that
/// no more will come: then it passes on what is there. At its end it closes the ends of pipes that it
/// was given: the other side of the source finds that nobody reads any more, that of the target finds
/// the end.
final class Pump {

    /// As much as a pipe holds (pipe(7)).
    private static final int BUFFER_SIZE = 64 * 1024;

    private final Descriptor source;
    private final Descriptor target;
    private final Descriptor end;
    private final boolean readsPipe;
    private final Thread thread;

    /// Why the target took no more; guarded by the end of the thread.
    private @Nullable LinuxException failure;

    /// @param end       has something to read when no more will come
    /// @param readsPipe whether the source is a pipe's end that is to be closed; else the target is
    private Pump(
            String name, Descriptor source, Descriptor target, Descriptor end, boolean readsPipe) {
        this.source = source;
        this.target = target;
        this.end = end;
        this.readsPipe = readsPipe;
        this.thread = Thread.ofPlatform().daemon().name(name).unstarted(this::run);
    }

    /// Starts one that gives to a pipe what one of this process's streams has.
    static Pump toPipe(Descriptor stream, Descriptor sink, Descriptor end) {
        return start(new Pump("container-input", stream, sink, end, false));
    }

    /// Starts one that gives to one of this process's streams what comes out of a pipe.
    static Pump fromPipe(Descriptor source, Descriptor stream, Descriptor end) {
        return start(new Pump("container-output", source, stream, end, true));
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
    }

    private void pass() throws LinuxException {
        ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_SIZE);
        while (source.awaitInput(end, -1) && fill(buffer)) {
            target.write(buffer.flip());
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

    /// Waits until all is passed on.
    ///
    /// @throws LinuxException if the target could not take it all, unless its reader left
    void await() throws LinuxException, InterruptedIOException {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException(
                    "interrupted while a container's output was passed on");
        }
        LinuxException problem = failure;
        if (problem != null && problem.errno() != Errno.EPIPE) {
            throw problem;
        }
    }
}

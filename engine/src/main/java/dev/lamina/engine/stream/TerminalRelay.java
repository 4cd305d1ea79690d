package dev.lamina.engine.stream;

import dev.lamina.engine.container.ContainerPaths;
import dev.lamina.linux.Descriptor;
import dev.lamina.linux.Errno;
import dev.lamina.linux.LinuxException;
import dev.lamina.linux.SequencedSocket;
import dev.lamina.linux.Signals;
import dev.lamina.linux.Terminals;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;

/// Shows a container's terminal on this process's standard streams: what is typed goes to conmon, what
/// the container writes comes back, and the sizes follow each other.
///
/// conmon's socket has one message for each piece of output, whose first byte says which stream it is
/// of (here always the terminal). The file `ctl` takes lines, of which `1 ROWS COLUMNS` sets a size.
public final class TerminalRelay implements AutoCloseable {

    private static final Descriptor INPUT = Descriptor.standard(0);
    private static final Descriptor OUTPUT = Descriptor.standard(1);

    /// conmon reads no more of a message.
    private static final int MAX_TYPED = 4096;

    /// More than conmon puts into a message.
    private static final int MAX_SHOWN = 64 * 1024;

    private final Descriptor socket;
    private final OutputStream control;
    private final Descriptor.Pipe detaching = Descriptor.pipe();
    private final List<Runnable> restorations = new ArrayList<>();
    private final ReaderLoss loss;
    private volatile boolean detached;
    private boolean shows = true;

    private TerminalRelay(ContainerPaths paths, ReaderLoss loss) throws IOException {
        this.socket = SequencedSocket.connect(paths.keeperSocket());
        this.loss = loss;
        this.control = Files.newOutputStream(paths.keeperControl());
    }

    /// Begins to look on. From here on a terminal that is typed on is raw.
    ///
    /// @param interactive whether what is typed goes to the container
    /// @param loss        hears of it when nobody reads any more what the container writes
    public static TerminalRelay open(
            ContainerPaths paths, boolean interactive, DetachKeys keys, ReaderLoss loss)
            throws IOException {
        var relay = new TerminalRelay(paths, loss);
        relay.restorations.add(Signals.handle("WINCH", _ -> relay.resize()));
        if (interactive) {
            relay.makeRaw();
            Thread.ofPlatform().daemon().name("container-input").start(() -> relay.type(keys));
        }
        return relay;
    }

    private void makeRaw() throws LinuxException {
        if (Terminals.size(INPUT.number()).isPresent()) {
            restorations.add(Terminals.makeRaw(INPUT.number()));
        }
    }

    private synchronized void resize() {
        Terminals.size(OUTPUT.number())
                .or(() -> Terminals.size(INPUT.number()))
                .ifPresent(
                        size -> {
                            String line = "1 " + size.rows() + " " + size.columns() + "\n";
                            try {
                                control.write(line.getBytes(StandardCharsets.US_ASCII));
                            } catch (IOException e) {
                                // The container has just ended.
                            }
                        });
    }

    private void type(DetachKeys keys) {
        DetachKeys.Typed typed = keys.new Typed();
        ByteBuffer input = ByteBuffer.allocateDirect(MAX_TYPED);
        ByteBuffer output = ByteBuffer.allocateDirect(MAX_TYPED + keys.sequence().length());
        try {
            while (!detached && INPUT.awaitInput(detaching.source(), -1)) {
                if (INPUT.read(input.clear()) == 0) {
                    return;
                }
                boolean leave = typed.pass(input.flip(), output.clear());
                if (output.flip().hasRemaining()) {
                    socket.write(output);
                }
                if (leave) {
                    detached = true;
                    detaching.sink().close();
                }
            }
        } catch (LinuxException e) {
            // The terminal is gone, or the container has just ended.
        }
    }

    /// Passes on what comes, until the container ends or somebody types the keys to leave it.
    ///
    /// @return whether somebody left it
    public boolean run() throws LinuxException {
        ByteBuffer message = ByteBuffer.allocateDirect(MAX_SHOWN);
        while (!detached) {
            if (socket.awaitInput(detaching.source(), -1)) {
                if (!read(message.clear())) {
                    return false;
                }
                show(message.flip());
            }
        }
        return true;
    }

    private boolean read(ByteBuffer message) {
        try {
            return socket.read(message) > 0;
        } catch (LinuxException e) {
            return false; // conmon was killed.
        }
    }

    /// Output that nobody can see any more is let go: the container is not to wait for it.
    private void show(ByteBuffer message) {
        message.get();
        if (shows) {
            try {
                OUTPUT.write(message);
            } catch (LinuxException e) {
                shows = false;
                if (e.errno() == Errno.EPIPE) {
                    loss.begin();
                }
            }
        }
    }

    /// The terminal is again what it was.
    @Override
    public synchronized void close() throws IOException {
        restorations.forEach(Runnable::run);
        restorations.clear();
        if (!detached) {
            detached = true;
            detaching.sink().close();
        }
        control.close();
        socket.close();
    }
}

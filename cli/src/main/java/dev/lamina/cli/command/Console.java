package dev.lamina.cli.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.lamina.docker.format.Output;

import org.jspecify.annotations.Nullable;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;

/// The three standard streams of the process, always in UTF-8, and what they are connected to.
public final class Console implements Output {

    private static final int BUFFER_SIZE = 8192;

    private final InputStream in;
    private final PrintStream out;
    private final PrintStream err;
    private final Terminals terminals;
    private final Watched watched;

    private Console(InputStream in, OutputStream out, OutputStream err, Terminals terminals) {
        this.in = in;
        this.watched = new Watched(out);
        this.out = new PrintStream(new BufferedOutputStream(watched, BUFFER_SIZE), false, UTF_8);
        this.err = new PrintStream(err, true, UTF_8);
        this.terminals = terminals;
    }

    /// Returns the streams of this process.
    public static Console ofProcess() {
        return new Console(
                new FileInputStream(FileDescriptor.in),
                new FileOutputStream(FileDescriptor.out),
                new FileOutputStream(FileDescriptor.err),
                Console::isTerminal);
    }

    /// Returns a console over other streams, none of which is a terminal.
    public static Console of(InputStream in, OutputStream out, OutputStream err) {
        return new Console(in, out, err, stream -> false);
    }

    public InputStream in() {
        return in;
    }

    /// Standard output; buffered until [#flush].
    @Override
    public PrintStream out() {
        return out;
    }

    public PrintStream err() {
        return err;
    }

    /// Tells whether standard input is a terminal.
    public boolean inIsTerminal() {
        return terminals.isTerminal(0);
    }

    /// Tells whether standard output is a terminal.
    @Override
    public boolean outIsTerminal() {
        return terminals.isTerminal(1);
    }

    /// Tells whether standard error is a terminal.
    public boolean errIsTerminal() {
        return terminals.isTerminal(2);
    }

    /// Writes out what is buffered.
    public void flush() {
        out.flush();
        err.flush();
    }

    /// Writes out what is buffered, and tells whether all output has arrived.
    ///
    /// @throws IOException if it has not, unless its reader only left early
    public void finish() throws IOException {
        flush();
        IOException failure = watched.failure;
        if (failure != null && !"Broken pipe".equals(failure.getMessage())) {
            throw new IOException("standard output: " + failure.getMessage(), failure);
        }
    }

    /// Asks /proc, which needs no native code; elsewhere than on Linux, the JDK.
    private static boolean isTerminal(int stream) {
        Path link = Path.of("/proc/self/fd/" + stream);
        try {
            String target = Files.readSymbolicLink(link).toString();
            return target.startsWith("/dev/pts/")
                    || target.startsWith("/dev/tty")
                    || target.equals("/dev/console");
        } catch (IOException e) {
            java.io.Console console = System.console();
            return console != null && console.isTerminal();
        }
    }

    /// Remembers the first failure, which a PrintStream keeps to itself.
    private static final class Watched extends FilterOutputStream {

        private @Nullable IOException failure;

        Watched(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            try {
                out.write(bytes, offset, length);
            } catch (IOException e) {
                failure = failure == null ? e : failure;
                throw e;
            }
        }
    }

    /// Tells what a standard stream is connected to.
    @FunctionalInterface
    private interface Terminals {

        boolean isTerminal(int stream);
    }
}

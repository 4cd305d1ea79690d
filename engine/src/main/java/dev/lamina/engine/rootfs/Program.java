package dev.lamina.engine.rootfs;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.List;

/// Runs a short program of the host.
final class Program {

    /// More than any of the programs has to say.
    private static final int MAX_OUTPUT = 64 * 1024;

    private Program() {}

    /// How a program ended.
    record Result(int status, String output, String error) {}

    /// Runs a program to its end, without input.
    ///
    /// @throws ProgramMissingException if there is none of this name
    static Result run(String... command) throws IOException {
        Process process;
        try {
            process = new ProcessBuilder(List.of(command)).start();
        } catch (IOException e) {
            throw new ProgramMissingException(command[0], e);
        }
        try {
            process.getOutputStream().close();
            String output = read(process.getInputStream());
            String error = read(process.getErrorStream());
            return new Result(process.waitFor(), output, error.strip());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while waiting for " + command[0]);
        } finally {
            process.destroy();
        }
    }

    /// Closes the pipe too: a program with more to say than is read must not wait for us.
    private static String read(InputStream pipe) throws IOException {
        try (pipe) {
            return new String(pipe.readNBytes(MAX_OUTPUT), UTF_8);
        }
    }
}

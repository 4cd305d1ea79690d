package dev.lamina.engine.rootfs;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.lamina.linux.SearchPath;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Runs a short program of the host.
public final class Program {

    /// More than any of the programs has to say.
    private static final int MAX_OUTPUT = 64 * 1024;

    private Program() {}

    /// How a program ended.
    public record Result(int status, String output, String error) {}

    /// Runs a program to its end, without input.
    ///
    /// @param programs where it is looked for
    /// @throws ProgramMissingException if there is none of this name
    static Result run(SearchPath programs, String... command) throws IOException {
        Path program =
                programs.find(command[0])
                        .orElseThrow(() -> new ProgramMissingException(command[0]));
        return run(program, Arrays.copyOfRange(command, 1, command.length));
    }

    /// Runs a program to its end, without input.
    public static Result run(Path program, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(arguments));
        command.addFirst(program.toString());
        Process process = new ProcessBuilder(command).start();
        try {
            process.getOutputStream().close();
            String output = read(process.getInputStream());
            String error = read(process.getErrorStream());
            return new Result(process.waitFor(), output, error.strip());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while waiting for " + program);
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

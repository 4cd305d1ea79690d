package dev.lamina.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.lamina.cli.command.CommandFailedException;
import dev.lamina.linux.SearchPath;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/// The programs of this machine.
final class Programs {

    /// The part of the output of a program that failed that is shown.
    private static final int SHOWN_LINES = 3;

    /// So many lines before the end some line says what went wrong, if any does.
    private static final int KEPT_LINES = 200;

    /// The first word of such a line of apt, dpkg, mmdebstrap and most others.
    private static final Pattern FAULT =
            Pattern.compile("(E|Err|W|error|dpkg|tar|fatal)[:\\d]", Pattern.CASE_INSENSITIVE);

    private static final int PATIENCE_SECONDS = 10;

    private final SearchPath path;

    /// Creates a view of the programs that a search path leads to.
    Programs(SearchPath path) {
        this.path = path;
    }

    /// Finds a program by its name.
    Optional<Path> find(String name) {
        return path.find(name);
    }

    /// Runs a program to its end, without input.
    ///
    /// @param lines hears each line of its output, as it comes
    /// @throws CommandFailedException with the last lines, if its exit status is not 0
    void call(List<String> command, Map<String, String> environment, Consumer<String> lines)
            throws IOException {
        Process process = start(command, environment);
        Deque<String> last = new ArrayDeque<>();
        process.getOutputStream().close();
        try (BufferedReader output = process.inputReader(UTF_8)) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                lines.accept(line);
                last.addLast(line);
                if (last.size() > KEPT_LINES) {
                    last.removeFirst();
                }
            }
        } finally {
            process.destroy();
        }
        int status = await(process);
        if (status != 0) {
            throw new CommandFailedException(
                    command.getFirst()
                            + ": expected exit status 0, got "
                            + status
                            + ": "
                            + String.join("; ", telling(last)));
        }
    }

    /// The first complaint is the cause, and those at the end are what came of it.
    private static List<String> telling(Deque<String> lines) {
        List<String> faults =
                lines.stream().filter(line -> FAULT.matcher(line).lookingAt()).toList();
        List<String> shown = faults.isEmpty() ? List.copyOf(lines) : faults;
        int skipped = faults.isEmpty() ? Math.max(0, shown.size() - SHOWN_LINES) : 0;
        return shown.stream().skip(skipped).limit(SHOWN_LINES).toList();
    }

    /// Ends all programs that this process started, and those that they started: politely, and
    /// after a while not so.
    static void endAll() {
        List<ProcessHandle> running = ProcessHandle.current().descendants().toList();
        running.forEach(ProcessHandle::destroy);
        try {
            CompletableFuture.allOf(
                            running.stream()
                                    .map(ProcessHandle::onExit)
                                    .toArray(CompletableFuture<?>[]::new))
                    .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            running.forEach(ProcessHandle::destroyForcibly);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Waits for a process; an interruption ends it.
    static int await(Process process) throws IOException {
        try {
            return process.waitFor();
        } catch (InterruptedException e) {
            process.destroy();
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        }
    }

    /// Waits a moment for a process to end.
    static boolean endsWithin(Process process, Duration time) throws IOException {
        try {
            return process.waitFor(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        }
    }

    private Process start(List<String> command, Map<String, String> environment)
            throws IOException {
        List<String> words = new ArrayList<>(command);
        if (words.getFirst().indexOf('/') < 0) {
            Path program =
                    find(words.getFirst())
                            .orElseThrow(
                                    () ->
                                            new CommandFailedException(
                                                    words.getFirst() + ": not found, install it"));
            words.set(0, program.toString());
        }
        ProcessBuilder builder = new ProcessBuilder(words).redirectErrorStream(true);
        builder.environment().clear();
        builder.environment().putAll(environment);
        return builder.start();
    }
}

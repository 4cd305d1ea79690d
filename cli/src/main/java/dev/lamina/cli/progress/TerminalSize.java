package dev.lamina.cli.progress;

import dev.lamina.linux.SearchPath;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// The size of a terminal, in characters.
record TerminalSize(int columns, int rows) {

    private static final TerminalSize UNKNOWN = new TerminalSize(80, 24);

    /// Asks the environment, then `stty`, which costs less than the first native call of a JVM.
    static TerminalSize of(Map<String, String> environment) {
        TerminalSize named = parse(environment.get("LINES") + " " + environment.get("COLUMNS"));
        return named.equals(UNKNOWN) ? ask(SearchPath.of(environment)) : named;
    }

    private static TerminalSize ask(SearchPath programs) {
        Optional<Path> program = programs.find("stty");
        if (program.isEmpty()) {
            return UNKNOWN;
        }
        try {
            Process stty =
                    new ProcessBuilder(
                                    "/bin/sh",
                                    "-c",
                                    "exec \"$0\" size < /dev/tty",
                                    program.get().toString())
                            .start();
            if (!stty.waitFor(1, TimeUnit.SECONDS)) {
                stty.destroyForcibly();
                return UNKNOWN;
            }
            byte[] answer = stty.getInputStream().readNBytes(100);
            return parse(new String(answer, StandardCharsets.US_ASCII).strip());
        } catch (IOException e) {
            return UNKNOWN;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return UNKNOWN;
        }
    }

    /// Reads `ROWS COLUMNS`.
    static TerminalSize parse(String text) {
        int space = text.indexOf(' ');
        try {
            int rows = Integer.parseInt(text, 0, Math.max(0, space), 10);
            int columns = Integer.parseInt(text, space + 1, text.length(), 10);
            return columns < 2 || rows < 2 ? UNKNOWN : new TerminalSize(columns, rows);
        } catch (NumberFormatException | IndexOutOfBoundsException e) {
            return UNKNOWN;
        }
    }
}

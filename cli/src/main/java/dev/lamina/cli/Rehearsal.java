package dev.lamina.cli;

import dev.lamina.linux.Signals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Command lines one after the other in one process, each as [Main] runs its own.
///
/// The build has the JVM record which classes that needs, so that later starts are quick (decision 0080). The
/// lines come from elsewhere; this class is here because a record counts only for the module that it was made
/// with (decision 0008).
public final class Rehearsal {

    /// Has the lines that ended otherwise than they should, and may.
    private static final String UNTRAINED = "untrained";

    private Rehearsal() {}

    /// Runs the lines of a file. Ends with status 1, and says which, if some end otherwise than they should:
    /// then something else was recorded. Those that may are written to the file `untrained` beside it.
    public static void main(String[] arguments) throws IOException {
        Path file = Path.of(arguments[0]);
        List<String> wrong = new ArrayList<>();
        List<String> untrained = new ArrayList<>();
        for (String text : Files.readAllLines(file)) {
            Line line = Line.parse(text);
            int status = Main.runAsProcess(line.words().toArray(new String[0]));
            if (status != line.status()) {
                String fault = text + ": got status " + status;
                (line.mayEndOtherwise() ? untrained : wrong).add(fault);
            }
        }
        Main.endsBySignal();
        Signals.endQuit();
        if (!untrained.isEmpty()) {
            Files.write(file.resolveSibling(UNTRAINED), untrained);
        }
        if (!wrong.isEmpty()) {
            wrong.forEach(System.err::println);
            System.exit(1);
        }
    }

    /// A command line and its end, written as `0 images`, or as `0? run IMAGE` if it may end otherwise, for what
    /// the machine lacks.
    ///
    /// @param words without `lamina`
    record Line(int status, boolean mayEndOtherwise, List<String> words) {

        Line {
            words = List.copyOf(words);
        }

        static Line parse(String text) {
            String[] words = text.split(" ");
            boolean may = words[0].endsWith("?");
            String status = may ? words[0].substring(0, words[0].length() - 1) : words[0];
            if (words.length < 2 || !status.matches("[0-9]{1,3}")) {
                throw new IllegalArgumentException(
                        "line: expected a status and a command line, got '" + text + "'");
            }
            return new Line(Integer.parseInt(status), may, List.of(words).subList(1, words.length));
        }
    }
}

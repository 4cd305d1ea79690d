package dev.lamina.engine.run;

import dev.lamina.engine.Program;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Runs a program on a terminal of its own, of 40 rows and 100 columns at first, and types on it, by Python's `pty`.
final class TerminalJudge {

    /// What scripts can use.
    private static final String WORDS =
            """
            import fcntl, os, pty, signal, struct, sys, termios
            pid, terminal = pty.fork()
            if pid == 0:
                fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack('HHHH', 40, 100, 0, 0))
                os.execvp(sys.argv[1], sys.argv[1:])
            seen = b''
            def more():
                global seen
                try:
                    bytes = os.read(terminal, 65536)
                except OSError:
                    bytes = b''
                seen += bytes
                return bool(bytes)
            def expect(text):
                global seen
                while text.encode() not in seen:
                    if not more():
                        raise SystemExit('expected %r, got %r' % (text, seen))
                seen = seen[seen.index(text.encode()) + len(text):]
            def type(text):
                os.write(terminal, text.encode('latin-1'))
            def resize(rows, columns):
                fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack('HHHH', rows, columns, 0, 0))
            def cooked():
                flags = termios.tcgetattr(terminal)
                return bool(flags[3] & termios.ICANON and flags[3] & termios.ECHO
                    and flags[3] & termios.ISIG and flags[1] & termios.OPOST)
            def end():
                while more():
                    pass
                return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
            """;

    private TerminalJudge() {}

    /// Runs a script in Python beside a program.
    ///
    /// @param scratch a directory for the script
    /// @param program the command line of the program
    /// @return what the script printed
    static String run(Path scratch, List<String> program, String script)
            throws IOException, InterruptedException {
        Path file = Files.createTempFile(scratch, "judge", ".py");
        Files.writeString(file, WORDS + script);
        List<String> command = new ArrayList<>(List.of("python3", file.toString()));
        command.addAll(program);
        return Program.run(command.toArray(String[]::new));
    }
}

package dev.lamina.engine.program;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import dev.lamina.engine.bundle.RootDirectory;
import dev.lamina.engine.value.container.RunFailedException;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/// Tells why the kernel would not start a file of a container as a program. Where that is not certain it
/// says nothing: then the kernel decides.
public final class ProgramCheck {

    /// As many as the kernel starts for one script (`exec_binprm`).
    private static final int MAX_INTERPRETERS = 5;

    private static final char REPLACEMENT = '\ufffd';

    private final RootDirectory root;
    private final FileAccess access;
    private final RegisteredFormats formats;
    private final Machine machine;
    private final String command;
    private final String workingDirectory;

    /// @param command          what errors call it
    /// @param workingDirectory of the command, for paths that are not absolute
    public ProgramCheck(
            RootDirectory root,
            FileAccess access,
            RegisteredFormats formats,
            Machine machine,
            String command,
            String workingDirectory) {
        this.root = root;
        this.access = access;
        this.formats = formats;
        this.machine = machine;
        this.command = command;
        this.workingDirectory = workingDirectory;
    }

    /// Tells whether it is a file that the user may execute.
    public boolean mayExecute(Path file) throws IOException {
        return Files.isRegularFile(file, NOFOLLOW_LINKS) && access.mayExecute(root.root(), file);
    }

    /// Checks a file that the user may execute.
    ///
    /// @throws RunFailedException with 126 if its format is none that is run here, with 127 if the program
    ///     that it needs is not there
    public void check(Path file) throws IOException {
        check(file, 0);
    }

    private void check(Path file, int depth) throws IOException {
        try (SeekableByteChannel channel = Files.newByteChannel(file)) {
            byte[] head = head(channel);
            if (formats.contain(head, file.toString())) {
                return;
            }
            if (ElfFile.isOne(head)) {
                checkElf(channel);
            } else if (ScriptLine.isOne(head)) {
                checkScript(head, depth);
            } else {
                throw noProgram(head.length == 0 ? "an empty file" : "something else");
            }
        }
    }

    private static byte[] head(SeekableByteChannel file) throws IOException {
        ByteBuffer head = ByteBuffer.allocate(ScriptLine.MAX_LENGTH);
        while (head.hasRemaining() && file.read(head) >= 0) {
            // Reads on.
        }
        return Arrays.copyOf(head.array(), head.position());
    }

    private void checkElf(SeekableByteChannel file) throws IOException {
        ElfFile program =
                ElfFile.read(file).orElseThrow(() -> noProgram("a damaged or unlinked program"));
        if (!machine.mayRun(program)) {
            throw noProgram("a program for " + Machine.nameOf(program));
        }
        if (program.loader().isPresent()) {
            find(program.loader().get(), "loader");
        }
    }

    private void checkScript(byte[] head, int depth) throws IOException {
        String interpreter =
                ScriptLine.interpreter(head)
                        .orElseThrow(() -> noProgram("a script whose #! names no program"));
        Optional<Path> file = find(interpreter, "interpreter");
        if (file.isPresent() && depth < MAX_INTERPRETERS) {
            check(file.get(), depth + 1);
        }
    }

    /// @return nothing if only the kernel can say what is there
    private Optional<Path> find(String path, String what) throws IOException {
        String absolute = path.startsWith("/") ? path : workingDirectory + "/" + path;
        // Bytes that are no text are no path that could be asked for here.
        if (path.indexOf(REPLACEMENT) >= 0 || isLater(absolute)) {
            return Optional.empty();
        }
        Optional<Path> file = root.find(absolute);
        if (file.isEmpty()) {
            String windows =
                    path.endsWith("\r") ? " (its first line ends as lines on Windows do)" : "";
            throw refuse(
                    RunFailedException.NOT_FOUND,
                    "no such file or directory: its "
                            + what
                            + " "
                            + path
                            + " is not in the container"
                            + windows);
        }
        if (!mayExecute(file.get())) {
            throw refuse(
                    RunFailedException.NOT_EXECUTABLE,
                    "permission denied: its " + what + " " + path + " cannot be executed");
        }
        return file;
    }

    /// Tells of a path whether only the container will see what is there: the runtime mounts it.
    public static boolean isLater(String path) {
        return path.startsWith("/dev/") || path.startsWith("/proc/");
    }

    private RunFailedException noProgram(String got) {
        return refuse(
                RunFailedException.NOT_EXECUTABLE,
                "exec format error: expected a program for "
                        + machine.name()
                        + " or a script that begins with #!, got "
                        + got);
    }

    private RunFailedException refuse(int status, String reason) {
        return new RunFailedException(status, "exec: \"" + command + "\": " + reason);
    }
}

package dev.lamina.engine.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.lamina.engine.bundle.RootDirectory;
import dev.lamina.engine.value.container.RunFailedException;

import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/// Which files a kernel starts as programs. That the kernel says the same is tested with containers.
final class ProgramCheckTest {

    private static final int AMD64 = 62;
    private static final int I386 = 3;
    private static final int ARM64 = 183;

    @TempDir private Path root;

    private Path formats;

    @BeforeEach
    void makeInterpreter() throws IOException {
        formats = Files.createDirectory(root.resolve("formats"));
        Files.createDirectories(root.resolve("lib"));
        program("lib/loader", elf(AMD64, ""));
    }

    private Path program(String name, byte[] content) throws IOException {
        Path file = Files.write(root.resolve(name), content);
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private Path script(String text) throws IOException {
        return program("command", text.getBytes(ISO_8859_1));
    }

    /// Returns a program of 64 bits with one program header, which names a loader unless that is empty.
    private static byte[] elf(int machine, String loader) {
        ByteBuffer file = ByteBuffer.allocate(120 + loader.length() + 1);
        file.order(ByteOrder.LITTLE_ENDIAN);
        file.put(0, new byte[] {0x7f, 'E', 'L', 'F', 2, 1, 1});
        file.putShort(16, (short) 2).putShort(18, (short) machine).putLong(32, 64);
        file.putShort(54, (short) 56).putShort(56, (short) 1);
        file.putInt(64, loader.isEmpty() ? 1 : 3);
        file.putLong(72, 120).putLong(96, loader.length() + 1L);
        file.put(120, loader.getBytes(ISO_8859_1));
        return file.array();
    }

    private ProgramCheck check(FileAccess access) {
        return new ProgramCheck(
                new RootDirectory(root),
                access,
                RegisteredFormats.read(formats),
                new Machine("amd64"),
                "command",
                "/lib");
    }

    private void check(Path file) throws IOException {
        check(new FileAccess(0, Set.of(0), true)).check(file);
    }

    private void refused(Path file, int status, String message) {
        assertThatThrownBy(() -> check(file))
                .hasMessage("exec: \"command\": " + message)
                .asInstanceOf(InstanceOfAssertFactories.type(RunFailedException.class))
                .extracting(RunFailedException::exitStatus)
                .isEqualTo(status);
    }

    private void noProgram(Path file, String got) {
        refused(
                file,
                126,
                "exec format error: expected a program for amd64 or a script that begins with #!,"
                        + " got "
                        + got);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "#!/lib/loader",
                "#!/lib/loader\n",
                "#! \t/lib/loader -x y\nrest",
                "#!loader\n",
                "#!/proc/self/exe\n",
                "#!/lib/\u00fe\n",
            })
    void aScriptNeedsAProgramThatIsThere(String text) throws IOException {
        check(script(text));
    }

    @Test
    void aScriptMayBeReadByAScript() throws IOException {
        program("lib/script", "#!/lib/loader\n".getBytes(ISO_8859_1));

        check(script("#!/lib/script\n"));
    }

    @Test
    void aScriptWhoseProgramIsMissingIsNotFound() throws IOException {
        refused(
                script("#!/bin/nope -e\n"),
                127,
                "no such file or directory: its interpreter /bin/nope is not in the container");
        refused(
                script("#!/lib/loader\r\n"),
                127,
                "no such file or directory: its interpreter /lib/loader\r is not in the container"
                        + " (its first line ends as lines on Windows do)");
    }

    @Test
    void aScriptWhoseProgramIsNoneCannotBeExecuted() throws IOException {
        refused(
                script("#!/lib\n"),
                126,
                "permission denied: its interpreter /lib cannot be executed");
        Files.writeString(root.resolve("lib/text"), "text");
        refused(
                script("#!/lib/text\n"),
                126,
                "permission denied: its interpreter /lib/text cannot be executed");
        program("lib/text", new byte[0]);
        noProgram(script("#!/lib/text\n"), "an empty file");
    }

    @Test
    void aScriptNamesAProgramInWhatTheKernelReads() throws IOException {
        noProgram(script("#!\n/lib/loader"), "a script whose #! names no program");
        noProgram(script("#!/" + "x".repeat(300) + "\n"), "a script whose #! names no program");
    }

    @Test
    void otherFilesAreNoPrograms() throws IOException {
        noProgram(script(""), "an empty file");
        noProgram(script("echo hello\n"), "something else");
        noProgram(script("\u007fELF"), "a damaged or unlinked program");
        byte[] object = elf(AMD64, "");
        object[16] = 1;
        noProgram(program("command", object), "a damaged or unlinked program");
    }

    @Test
    void aProgramIsForThisMachine() throws IOException {
        check(program("command", elf(AMD64, "")));
        check(program("command", elf(I386, "")));
        noProgram(program("command", elf(ARM64, "")), "a program for arm64");
    }

    @Test
    void aProgramNeedsItsLoader() throws IOException {
        check(program("command", elf(AMD64, "/lib/loader")));
        refused(
                program("command", elf(AMD64, "/lib/ld-musl.so")),
                127,
                "no such file or directory: its loader /lib/ld-musl.so is not in the container");
    }

    @ParameterizedTest
    @CsvSource({
        "enabled offset=0 magic=23213a, false",
        "enabled offset=1 magic=616263, true",
        "disabled offset=1 magic=616263, false",
        "enabled offset=0 magic=406142 mask=c0ffdf, true",
        "enabled extension=.command, false",
        "enabled extension=command, true",
        "enabled offset=x magic=zz, true",
    })
    void whatTheKernelRunsWithHelpIsLeftToIt(String format, boolean runs) throws IOException {
        Files.writeString(
                formats.resolve("one"), format.replace(' ', '\n').replace('=', ' ') + "\n");
        Files.writeString(formats.resolve("status"), "enabled\n");
        Path file = script("Babc");

        if (runs) {
            assertThatCode(() -> check(file)).doesNotThrowAnyException();
        } else {
            noProgram(file, "something else");
        }
    }

    @Test
    void theModesDecideWhoMayExecute() throws IOException {
        Path file = script("#!/lib/loader\n");
        Files.setPosixFilePermissions(root, PosixFilePermissions.fromString("rwx--x--x"));
        int owner = (Integer) Files.getAttribute(file, "unix:uid");
        int group = (Integer) Files.getAttribute(file, "unix:gid");
        var superuser = new FileAccess(0, Set.of(0), true);
        var self = new FileAccess(owner, Set.of(), false);
        var member = new FileAccess(owner + 7, Set.of(group), false);
        var other = new FileAccess(owner + 7, Set.of(group + 7), false);

        assertThat(mayExecute("rwx------", superuser, self, member, other)).isEqualTo("yynn");
        assertThat(mayExecute("rw-r-x---", superuser, self, member, other)).isEqualTo("ynyn");
        assertThat(mayExecute("rwxr--r-x", superuser, self, member, other)).isEqualTo("yyny");
        assertThat(mayExecute("rw-rw-rw-", superuser, self, member, other)).isEqualTo("nnnn");
        Files.setPosixFilePermissions(root, PosixFilePermissions.fromString("rwx------"));
        assertThat(mayExecute("rwxrwxrwx", superuser, self, member, other))
                .as("with a directory that others cannot enter")
                .isEqualTo("yynn");
        assertThat(check(superuser).mayExecute(root.resolve("lib"))).isFalse();
    }

    private String mayExecute(String mode, FileAccess... users) throws IOException {
        Path file = root.resolve("command");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
        var answers = new StringBuilder();
        for (FileAccess user : users) {
            answers.append(check(user).mayExecute(file) ? 'y' : 'n');
        }
        return answers.toString();
    }
}

package dev.lamina.testing.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.TimeUnit;

/// The script `lamina`, in a distribution whose java only tells what it was started with.
@Tag("linux")
final class LauncherTest {

    private static final String JAVA =
            """
            #!/bin/sh
            for stream in 0 1 2; do
                link=/proc/$$/fd/$stream
                if [ "$link" -ef /dev/null ]; then
                    streams="$streams null"
                elif [ -e "$link" ]; then
                    streams="$streams open"
                else
                    streams="$streams closed"
                fi
            done
            echo "$streams" > "%s"
            for word; do
                case $word in
                    -XX:AOTCache=*/*.aot) group=${word##*/} group=${group%%.aot} ;;
                    dev.lamina.hub) group="$group with hub" ;;
                esac
            done
            { echo "$group" && echo "$LC_ALL $LAMINA_LC_ALL"; } 2> /dev/null
            """;

    @TempDir private Path scratch;

    private Path report;

    @BeforeEach
    void makeDistribution() throws IOException {
        report = scratch.resolve("report");
        Path java = scratch.resolve("dist/build/runtime/bin/java");
        Files.createDirectories(java.getParent());
        Files.writeString(scratch.resolve("dist/current"), "build\n");
        program(java, JAVA.replace("%s", report.toString()).replace("%%", "%"));
        program(
                scratch.resolve("lamina"),
                Files.readString(Path.of("").toAbsolutePath().resolveSibling("lamina")));
    }

    private static void program(Path file, String text) throws IOException {
        Files.writeString(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    @ParameterizedTest
    @CsvSource({
        "'', /usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
        "'.', /usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
        "':/usr/bin:/bin', /usr/bin:/bin",
        "'/opt/a b::/bin:./x:y/z:', /opt/a b:/bin",
        "'/usr/bin:/bin', /usr/bin:/bin",
    })
    void partsOfPathThatAreNotAbsoluteCountForNothing(String path, String expected)
            throws Exception {
        program(
                scratch.resolve("dist/build/runtime/bin/java"),
                "#!/bin/sh\necho \"$PATH\" > \"" + report + "\"\n");
        var builder = new ProcessBuilder(scratch.resolve("lamina").toString(), "version");
        builder.environment().put("PATH", path);

        assertThat(builder.start().waitFor(30, TimeUnit.SECONDS)).isTrue();

        assertThat(report).hasContent(expected);
    }

    @ParameterizedTest
    @CsvSource({"0, 0022", "002, 0022", "022, 0022", "077, 0077"})
    void onlyItsOwnerCanChangeWhatIsMade(String mask, String expected) throws Exception {
        program(
                scratch.resolve("dist/build/runtime/bin/java"),
                "#!/bin/sh\numask > \"" + report + "\"\n");
        String line = "umask " + mask + "; \"" + scratch.resolve("lamina") + "\" version";

        assertThat(new ProcessBuilder("/bin/sh", "-c", line).start().waitFor(30, TimeUnit.SECONDS))
                .isTrue();

        assertThat(report).hasContent(expected);
    }

    /// As for every other program: what is printed for nobody would end with status 0.
    @Test
    void aClosedOutputTakesNothing() throws Exception {
        program(
                scratch.resolve("dist/build/runtime/bin/java"),
                "#!/bin/sh\n{ echo x; } 2> /dev/null && said=taken || said=refused\n"
                        + "echo $said > \""
                        + report
                        + "\"\n");

        assertThat(said("version >&-", "C")).isEmpty();
        assertThat(report).hasContent("refused");
        assertThat(said("version", "C")).isEqualTo("x\n");
        assertThat(report).hasContent("taken");
    }

    @ParameterizedTest
    @CsvSource({"images, ''", "hub serve, modules", "demo, modules:demo"})
    void onlyTheDemoFindsItsModule(String words, String expected) throws Exception {
        program(
                scratch.resolve("dist/build/runtime/bin/java"),
                "#!/bin/sh\nfor word; do [ \"$last\" != -p ] || path=$word; last=$word; done\n"
                        + "echo \"$path\" > \""
                        + report
                        + "\"\n");

        assertThat(said(words, "C")).isEmpty();

        String build = scratch.resolve("dist/build") + "/";
        assertThat(Files.readString(report).strip().replace(build, "")).isEqualTo(expected);
    }

    /// Starts it from a shell, and returns what its standard streams were.
    private String streams(String redirections) throws Exception {
        String said = said("version " + redirections, "C");
        assertThat(said).as("a script that complains").matches("(look\nC.UTF-8 C\n)?");
        return Files.readString(report).strip();
    }

    /// Starts it from a shell in a locale, and returns what java was started with.
    private String said(String words, String locale) throws Exception {
        String line = "\"" + scratch.resolve("lamina") + "\" " + words;
        var command = new ProcessBuilder("/bin/sh", "-c", line).redirectErrorStream(true);
        command.environment().put("LC_ALL", locale);
        Process shell = command.start();
        shell.getOutputStream().close();
        String said = new String(shell.getInputStream().readAllBytes());
        assertThat(shell.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return said;
    }

    @ParameterizedTest
    @CsvSource({
        "version, look",
        "'', look",
        "pull x, transfer",
        "image push x, transfer",
        "--root /r pull x, transfer",
        "--root=/r -D image --config f pull x, transfer",
        "run x, look",
        "--debug container --root pull run x, look",
        "hub serve, hub with hub",
        "--root /r hub serve, hub with hub",
        "hub --root /r serve, hub with hub",
        "--root hub images, look",
        "demo, hub with hub",
        "history hub, look",
        "help hub serve, look",
        "'--root \"a b\" \"hub x\"', look"
    })
    void whatIsStartedFollowsFromTheCommandNotFromTheFirstWord(String words, String group)
            throws Exception {
        assertThat(said(words, "C").lines().findFirst()).contains(group);
    }

    @Test
    void whatIsInstalledIsFoundBesideTheDirectoryOfPrograms() throws Exception {
        Path lib = Files.createDirectories(scratch.resolve("usr/lib/lamina"));
        Path bin = Files.createDirectories(scratch.resolve("usr/bin"));
        Files.move(scratch.resolve("dist"), lib.resolve("dist"));
        Files.move(scratch.resolve("lamina"), bin.resolve("lamina"));
        Files.createDirectory(bin.resolve("dist")); // another program's
        Files.createSymbolicLink(scratch.resolve("lamina"), Path.of("usr/bin/lamina"));

        assertThat(said("version", "C")).isEqualTo("look\nC.UTF-8 C\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "C", "de_DE.UTF-8", "no_SUCH.ISO-8859-1"})
    void javaIsStartedInALocaleThatKeepsAllBytes(String locale) throws Exception {
        assertThat(said("version", locale).lines().toList().getLast().strip())
                .isEqualTo(("C.UTF-8 " + locale).strip());
    }

    @ParameterizedTest
    @CsvSource({
        "'', open open open",
        "<&-, null open open",
        ">&-, open null open",
        "2>&-, open open null",
        "<&- >&-, null null open",
        ">&- 2>&-, open null null",
        "<&- >&- 2>&-, null null null"
    })
    void noFileOfJavaTakesThePlaceOfAClosedStream(String redirections, String expected)
            throws Exception {
        assertThat(streams(redirections)).isEqualTo(expected);
    }
}

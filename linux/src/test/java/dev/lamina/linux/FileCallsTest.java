package dev.lamina.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

/// Files get what the JDK cannot give them, with the programs of the host as judges. Needs root.
@Tag("linux")
final class FileCallsTest {

    @TempDir private Path scratch;

    private static String output(String... command) throws Exception {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        return new String(process.getInputStream().readAllBytes(), ISO_8859_1);
    }

    @Test
    void aLinkKeepsItsTargetToTheByte() throws Exception {
        Path link = scratch.resolve("link");

        Links.makeSymbolic("a//b/./\377/".getBytes(ISO_8859_1), link);

        assertThat(output("readlink", link.toString())).isEqualTo("a//b/./\377/\n");
    }

    @Test
    void aNameMayBeAnyBytes() throws Exception {
        Path file = Files.createFile(scratch.resolve("plain"));

        Links.rename(file, "\377\001".getBytes(ISO_8859_1));

        assertThat(output("ls", "--show-control-chars", "-N", scratch.toString()))
                .isEqualTo("\377\001\n");
    }

    @Test
    void aTimeIsSetToTheNanosecondAlsoOnALinkAndBeforeTheEpoch() throws Exception {
        Path link = Files.createSymbolicLink(scratch.resolve("link"), Path.of("nowhere"));

        FileTimes.setModified(link, Instant.parse("2001-02-03T04:05:06.123456789Z"));
        assertThat(output("stat", "-c", "%.9Y", link.toString()))
                .isEqualTo("981173106.123456789\n");

        FileTimes.setModified(link, Instant.parse("1960-01-01T00:00:00.5Z"));
        assertThat(output("stat", "-c", "%.9Y", link.toString()))
                .isEqualTo("-315619199.500000000\n");
    }

    @Test
    void anAttributeIsReadAsItWasWritten() throws Exception {
        Path file = Files.createFile(scratch.resolve("file"));

        Xattrs.set(file, "trusted.lamina".getBytes(UTF_8), new byte[] {0, 1, -1});

        assertThat(Xattrs.get(file, "trusted.lamina")).hasValue(new byte[] {0, 1, -1});
        assertThat(Xattrs.get(file, "trusted.other")).isEmpty();
    }

    @Test
    void aDeviceHasItsNumbersAndAFifoIsOne() throws Exception {
        Path device = scratch.resolve("device");
        Path fifo = scratch.resolve("fifo");

        SpecialFiles.makeDevice(device, true, 0640, 300, 70_000);
        SpecialFiles.makeFifo(fifo, 0600);

        assertThat(output("stat", "-c", "%F %t:%T %a", device.toString()))
                .isEqualTo("block special file 12c:11170 640\n");
        assertThat(Files.readAttributes(fifo, "unix:mode", NOFOLLOW_LINKS))
                .containsEntry("mode", 0010600);
        assertThatThrownBy(() -> SpecialFiles.makeFifo(fifo, 0))
                .isInstanceOf(LinuxException.class)
                .hasMessage("mknod " + fifo + ": EEXIST (file exists)");
    }

    @Test
    void whatIsNoTerminalHasNoSize() {
        assertThat(Terminals.size(-1)).isEmpty();
    }
}

package dev.lamina.engine.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lamina.engine.value.container.RunFailedException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// `-v` as `docker run` reads it.
class VolumeFlagTest {

    private static final Path HERE = Path.of("/workdir/here");

    @ParameterizedTest
    @CsvSource({
        "/srv:/data, /srv, /data, false",
        "/srv:/data:ro, /srv, /data, true",
        "'/srv:/data:consistent,ro', /srv, /data, true",
        "'/srv/:/data/:rw,cached,rprivate', /srv, /data, false",
        "./a:/data, /workdir/here/a, /data, false",
        ".:/data, /workdir/here, /data, false",
        "../b:/a/./c/../b, /workdir/b, /a/b, false",
        "/a b:/c d, /a b, /c d, false",
    })
    void aPathOfTheHostIsSeenInTheContainer(
            String text, Path source, String destination, boolean readOnly)
            throws RunFailedException {
        assertThat(VolumeFlag.parse(text, HERE))
                .isEqualTo(
                        new VolumeFlag(
                                Optional.of(source),
                                destination,
                                readOnly,
                                VolumeFlag.Labelling.NONE));
    }

    @ParameterizedTest
    @CsvSource({"z, shared", "'Z,ro', own", "'rw,z', shared", "ro, ''"})
    void filesOfTheHostMayBeLabelled(String options, String label) throws RunFailedException {
        var labels = new SecurityLabels("process", "own", "shared");

        assertThat(VolumeFlag.parse("/srv:/data:" + options, HERE).label(labels).orElse(""))
                .isEqualTo(label);
    }

    @Test
    void aDestinationAloneIsAVolumeOfTheContainersOwn() throws RunFailedException {
        assertThat(VolumeFlag.parse("/var//lib", HERE))
                .isEqualTo(
                        new VolumeFlag(
                                Optional.empty(), "/var/lib", false, VolumeFlag.Labelling.NONE));
    }

    @ParameterizedTest
    @CsvSource({
        "'', empty section between colons",
        ":/data, empty section between colons",
        "/a:/b:ro:rw, expected SOURCE",
        "data, mount path must be absolute",
        "/a:b, mount path must be absolute",
        "/data:ro, mount path must be absolute",
        "/a:, empty section between colons",
        "/a:/, destination can't be '/'",
        "/a:/b/.., destination can't be '/'",
        "/, destination can't be '/'",
        "data:/data, volumes with names are not supported",
        "a/b:/data, volumes with names are not supported",
    })
    void whatIsNoVolumeIsRefused(String text, String why) {
        refused(text, "invalid volume specification: '" + text + "': ", why);
    }

    @ParameterizedTest
    @CsvSource({"rx", "'ro,rw'", "'ro,'", "'z,Z'", "rshared", "nocopy"})
    void anUnknownOptionIsRefused(String options) {
        refused("/a:/b:" + options, "invalid mode: ", options);
    }

    @Test
    void anImageAsksForPlacesOnly() throws RunFailedException {
        assertThat(VolumeFlag.ofImage("/etc:/data/").destination()).isEqualTo("/etc:/data");
        assertThatExceptionOfType(RunFailedException.class)
                .isThrownBy(() -> VolumeFlag.ofImage("data"))
                .withMessageContaining("mount path must be absolute");
    }

    @Test
    void twoVolumesAtOnePlaceAreRefused() throws RunFailedException {
        assertThat(VolumeFlag.parseAll(List.of("/a:/x", "/a:/y", "/z"), HERE)).hasSize(3);
        assertThatExceptionOfType(RunFailedException.class)
                .isThrownBy(() -> VolumeFlag.parseAll(List.of("/a:/x", "/x/"), HERE))
                .withMessage("Duplicate mount point: /x");
    }

    @Test
    void aSourceThatIsMissingIsMade(@TempDir Path directory) throws IOException {
        Path missing = directory.resolve("a/b");

        VolumeFlag.parse(missing + ":/data", HERE).createSource();

        assertThat(missing).isDirectory();
    }

    @Test
    void aSourceThatIsAFileStays(@TempDir Path directory) throws IOException {
        Path file = Files.writeString(directory.resolve("file"), "content");

        VolumeFlag.parse(file + ":/data", HERE).createSource();

        assertThat(file).hasContent("content");
        assertThatExceptionOfType(RunFailedException.class)
                .isThrownBy(() -> VolumeFlag.parse(file + "/x:/data", HERE).createSource())
                .withMessage(
                        "error while creating mount source path '%s/x': %s/x: Not a directory"
                                .formatted(file, file));
    }

    private static void refused(String text, String message, String why) {
        assertThatExceptionOfType(RunFailedException.class)
                .isThrownBy(() -> VolumeFlag.parse(text, HERE))
                .withMessageStartingWith(message)
                .withMessageContaining(why)
                .matches(e -> e.exitStatus() == 125);
    }
}

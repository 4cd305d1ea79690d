package dev.lamina.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamina.engine.Program;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Where mounts come to lie in a container, with the kernel as the judge. Needs root.
@Tag("linux")
@ParameterizedClass
@ValueSource(strings = {"crun", "runc"})
final class ContainerMountsTest {

    @TempDir private static Path scratch;

    /// Prints the places of mounts that match.
    private static final String MOUNTED =
            "busybox cut -d ' ' -f 5 /proc/self/mountinfo | busybox grep -x ";

    private static Path store;
    private static Path volumes;

    private final String runtime;
    private Path host;

    ContainerMountsTest(String runtime) {
        this.runtime = runtime;
    }

    @BeforeAll
    static void makeImages() throws Exception {
        Program.require("crun", "runc", "setsid");
        Path directory = Files.createTempDirectory(scratch, "images");
        store = directory.resolve("store");
        BusyboxLayout.make(store, directory, ContainerMountsTest::fill);
        volumes = directory.resolve("volumes");
        Path work = Files.createDirectory(directory.resolve("work"));
        BusyboxLayout.make(
                volumes,
                work,
                root -> {
                    Files.createDirectories(root.resolve("vol/sub"));
                    Files.writeString(root.resolve("vol/sub/seed"), "seed\n");
                },
                "--config.volume",
                "/vol/sub",
                "--config.volume",
                "/vol");
    }

    private static void fill(Path root) throws IOException {
        link(root, "var/run", "/run");
        link(root, "relative", "old/../old/deep");
        link(root, "above", "../../../../old");
        link(root, "nowhere", "made/by/us");
        link(root, "loop", "loop");
        link(root, "toproc", "/proc/self/attr");
        link(root, "tosys", "old/../sys/kernel");
        link(root, "todescriptor", "/dev/../proc/self/fd/7");
        link(root, "shadow", "/old/deep");
        link(root, "todev", "/dev");
        link(root, "etc/resolv.conf", "../run/systemd/resolve/stub-resolv.conf");
    }

    private static void link(Path root, String from, String to) throws IOException {
        Files.createDirectories(root.resolve(from).getParent());
        Files.createSymbolicLink(root.resolve(from), Path.of(to));
    }

    @BeforeEach
    void makeDirectories() throws IOException {
        host = Files.createTempDirectory(scratch, "host");
        for (String name : List.of("outer", "inner")) {
            Files.writeString(Files.createDirectory(host.resolve(name)).resolve(name), name + "\n");
        }
    }

    @Test
    void aDirectoryIsMountedBeforeWhatLiesInIt() throws Exception {
        assertThat(script("ls /x /x/y", "inner:/x/y", "outer:/x"))
                .isEqualTo(printed("/x:\nouter\ny\n\n/x/y:\ninner\n"));
        assertThat(script("ls /x /x/y", "outer:/x", "inner:/x/y"))
                .isEqualTo(printed("/x:\nouter\ny\n\n/x/y:\ninner\n"));
    }

    @Test
    void theFilesAboutNamesLieOverAVolumeAtEtc() throws Exception {
        assertThat(script("cat /etc/outer /etc/hostname; ls /etc", "outer:/etc"))
                .isEqualTo(printed("outer\nhere\nhostname\nhosts\nouter\nresolv.conf\n"));
        assertThat(host.resolve("outer/hostname")).as("a place to mount at").isEmptyFile();
    }

    @Test
    void aFileOfTheUsersLiesOverThatOfTheContainer() throws Exception {
        Files.writeString(host.resolve("names"), "own\n");

        assertThat(script("cat /etc/hosts /etc/hostname", "names:/etc/hosts", "outer:/etc"))
                .isEqualTo(printed("own\nhere\n"));
        assertThat(script("cat /etc/resolv.conf", "names:/run/systemd/resolve/stub-resolv.conf"))
                .as("by another name")
                .isEqualTo(printed("own\n"));
    }

    @Test
    void volumesOfTheImageMayLieInEachOther() throws Exception {
        assertThat(
                        runIn(
                                volumes,
                                List.of(),
                                "touch /vol/sub/f && cat /vol/sub/seed && " + MOUNTED + "'/vol.*'"))
                .isEqualTo(printed("seed\n/vol\n/vol/sub\n"));
        assertThat(runIn(volumes, volumes("outer:/vol"), "cat /vol/outer /vol/sub/seed"))
                .as("a directory of the host lies over one volume, below the other")
                .isEqualTo(printed("outer\nseed\n"));
    }

    @ParameterizedTest
    @CsvSource({
        "/var/run/here, /run/here",
        "/relative/here, /old/deep/here",
        "/above/here, /old/here",
        "/nowhere, /made/by/us",
        "/nowhere/here, /made/by/us/here",
        "/escape/here, /etc/here",
        "/var/run/../here, /var/here",
        "/a/./b//c/, /a/b/c",
    })
    void linksOfTheImageDecideWhereAMountLies(String said, String place) throws Exception {
        assertThat(script("cat " + place + "/inner; " + MOUNTED + place, "inner:" + said))
                .isEqualTo(printed("inner\n" + place + "\n"));
        assertThat(Path.of(place)).as("a place on the host").doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/proc",
                "/proc/sys",
                "/proc/self/attr",
                "/sys",
                "/sys/fs/cgroup",
                "/toproc",
                "/toproc/current",
                "/tosys",
                "/todescriptor",
                "/dev/fd/3",
                "/dev/stdin",
            })
    void nothingIsMountedInKernelFileSystems(String said) throws Exception {
        for (String source : List.of("inner", "inner/inner")) {
            refused(
                    script("true", source + ":" + said),
                    "mount at " + said + ": expected a place outside /proc, /sys and /dev/fd");
        }
        refused(
                run("rm", "volume=" + said, "box", "true"),
                "mount at " + said + ": expected a place outside /proc, /sys and /dev/fd");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/dev", "/todev", "/old/deep/../../todev"})
    void noVolumeOfTheImageTakesThePlaceOfTheDeviceNodes(String said) throws Exception {
        refused(
                run("rm", "volume=" + said, "box", "true"),
                "volume at /"
                        + (said.equals("/dev") ? "dev" : "todev")
                        + ": expected a place outside /dev, got /dev itself");
    }

    @Test
    void aPlaceMayHaveAnyCharacterInItsName() throws Exception {
        for (String place : List.of("/a\rb", "/a b", "/a\\c", "/a#b")) {
            assertThat(run("rm", "volume=" + place, "box", "test", "-d", place))
                    .as(place)
                    .isEqualTo(printed(""));
        }
    }

    @Test
    void linksInADirectoryOfTheHostLeadNoFurtherThanTheContainer() throws Exception {
        Files.createSymbolicLink(host.resolve("outer/link"), Path.of("/old"));
        Files.createSymbolicLink(host.resolve("outer/proc"), Path.of("/proc/self"));

        assertThat(script("cat /old/inner", "outer:/x", "inner:/x/link"))
                .isEqualTo(printed("inner\n"));
        refused(
                script("true", "outer:/x", "inner:/x/proc/attr"),
                "mount at /x/proc/attr: expected a place outside /proc, /sys and /dev/fd, got"
                        + " /proc/self/attr");
    }

    @Test
    void ofTwoMountsAtOnePlaceThatOfTheUserIsSeen() throws Exception {
        assertThat(
                        run(
                                "rm",
                                "volume=/shadow",
                                "volume=" + host + "/inner:/old/deep",
                                "box",
                                "ls",
                                "/old/deep"))
                .isEqualTo(printed("inner\n"));
    }

    @Test
    void aMountHidesTheLinksBelowIt() throws Exception {
        assertThat(script("cat /var/run/x/inner; ls /run", "inner:/var/run/x", "outer:/var"))
                .isEqualTo(printed("inner\nsystemd\n"));
        assertThat(script("cat /old/deep/inner", "outer:/old", "inner:/relative"))
                .isEqualTo(printed("inner\n"));
    }

    @Test
    void linksInACircleAreRefused() throws Exception {
        refused(
                script("true", "inner:/loop/x"),
                "/loop/x of the container: expected at most 40 symbolic links on the way, got"
                        + " more");
    }

    @Test
    void aFileAndADirectoryAreNoPlaceForEachOther() throws Exception {
        refused(
                script("true", "inner:/noprogram"),
                "mount of "
                        + host
                        + "/inner at /noprogram: expected a directory there, got a file");
        refused(
                script("true", "/noprogram"),
                "volume at /noprogram: expected a directory there, got a file");
        refused(
                script("true", "inner/inner:/old"),
                "mount of "
                        + host
                        + "/inner/inner at /old: expected a file there, got a directory");
        refused(
                script("true", "inner:/noprogram/x"),
                "/noprogram/x of the container: expected a directory at /noprogram, got a file");
    }

    @Test
    void nothingIsMadeInAMountThatCanOnlyBeRead() throws Exception {
        refused(
                script("true", "outer:/x:ro", "inner:/x/y"),
                "/x/y of the container: expected it to be there, or that it can be made, got:"
                        + " Read-only file system");
        assertThat(host.resolve("outer/y")).doesNotExist();
        Files.createDirectory(host.resolve("outer/y"));
        assertThat(script("ls /x/y; touch /x/y/new", "outer:/x:ro", "inner:/x/y"))
                .isEqualTo(printed("inner\n"));
        assertThat(host.resolve("inner/new")).exists();
    }

    @Test
    void whatIsMountedBelowAReadOnlyDirectoryIsReadOnlyToo() throws Exception {
        String inner = host + "/outer/inner";
        Files.createDirectory(host.resolve("outer/inner"));
        Program.run("mount", "--bind", host + "/inner", inner);
        try {
            ContainerProcess.Result result =
                    script("ls /x/inner; touch /x/inner/new /x/new", "outer:/x:ro");

            assertThat(result.output()).isEqualTo("inner\n");
            assertThat(result.error())
                    .isEqualTo(
                            "touch: /x/inner/new: Read-only file system\n"
                                    + "touch: /x/new: Read-only file system\n");
        } finally {
            Program.run("umount", inner);
        }
    }

    @Test
    void filesAndDirectoriesCanBeMountedAmongTheDevices() throws Exception {
        assertThat(
                        script(
                                "cat /dev/shm/x/inner /dev/file; echo gone > /dev/nothing; ls -d"
                                        + " /dev/null",
                                "inner:/dev/shm/x",
                                "inner/inner:/dev/file",
                                "/dev/null:/dev/nothing"))
                .isEqualTo(printed("inner\ninner\n/dev/null\n"));
    }

    @Test
    void aDeviceNodeOfTheHostCanBeMountedAnywhere() throws Exception {
        assertThat(script("cat /noprogram; echo x > /noprogram", "/dev/null:/noprogram"))
                .isEqualTo(printed(""));
    }

    @Test
    void theWorkingDirectoryIsNoDescriptor() throws Exception {
        for (String directory :
                List.of("/proc/self/fd/7", "/todescriptor", "/dev/fd/3", "/toproc")) {
            refused(
                    run("rm", "workdir=" + directory, "box", "pwd"),
                    "working directory " + directory + ": expected a place outside /proc and");
        }
        assertThat(run("rm", "workdir=/proc", "box", "pwd")).isEqualTo(printed("/proc\n"));
        assertThat(run("rm", "workdir=/var/run/new", "box", "pwd"))
                .isEqualTo(printed("/run/new\n"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"dev", "proc", "sys"})
    void anImageWhoseKernelDirectoriesAreLinksIsRefused(String name) throws Exception {
        Path directory = Files.createTempDirectory(scratch, name);
        Path image = directory.resolve("image");
        BusyboxLayout.make(image, directory, root -> link(root, name, "/old"));

        refused(
                runIn(image, List.of(), "true"),
                "/" + name + " of the image: expected a directory, got a link or a file");
    }

    private static void refused(ContainerProcess.Result result, String message) {
        assertThat(result.status()).as(result.error()).isEqualTo(125);
        assertThat(result.output()).isEmpty();
        assertThat(result.error()).startsWith(message).endsWith("\n").hasLineCount(1);
    }

    private static ContainerProcess.Result printed(String output) {
        return new ContainerProcess.Result(0, output, "");
    }

    /// Runs a script with mounts; a source that is not absolute lies in `host`.
    private ContainerProcess.Result script(String script, String... mounts) throws Exception {
        return runIn(store, volumes(mounts), script);
    }

    private List<String> volumes(String... mounts) {
        List<String> words = new ArrayList<>();
        for (String mount : mounts) {
            words.add("volume=" + (mount.startsWith("/") ? mount : host + "/" + mount));
        }
        return words;
    }

    private ContainerProcess.Result runIn(Path image, List<String> options, String script)
            throws Exception {
        List<String> words = new ArrayList<>(List.of("rm", "hostname=here"));
        words.addAll(options);
        words.addAll(List.of("box", "sh", "-c", script));
        return ContainerProcess.runWith(
                Map.of("LAMINA_RUNTIME", runtime), "", image, words.toArray(String[]::new));
    }

    private ContainerProcess.Result run(String... words) throws Exception {
        return ContainerProcess.runWith(Map.of("LAMINA_RUNTIME", runtime), "", store, words);
    }
}

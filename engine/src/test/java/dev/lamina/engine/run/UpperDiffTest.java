package dev.lamina.engine.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.lamina.image.Attributes;
import dev.lamina.image.Bytes;
import dev.lamina.image.Name;
import dev.lamina.image.tree.DirectoryNode;
import dev.lamina.image.tree.TreeBuilder;
import dev.lamina.linux.SpecialFiles;
import dev.lamina.linux.Xattrs;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/// Upper directories as overlayfs leaves them, and what they say of an image.
@Tag("linux")
final class UpperDiffTest {

    private static final Attributes PLAIN = Attributes.of(0755, 0, 0, Instant.EPOCH);

    private final TreeBuilder image = new TreeBuilder(PLAIN);

    @TempDir private Path upper;

    @BeforeEach
    void requireRoot() throws IOException {
        boolean root = (Integer) Files.getAttribute(Path.of("/proc/self"), "unix:uid") == 0;
        assumeTrue(root, "not root: whiteouts are devices");
    }

    private DirectoryNode lower(String directory, String... links) {
        DirectoryNode node = image.addDirectory(image.root(), Name.of(directory), PLAIN);
        Stream.of(links)
                .forEach(link -> image.addSymlink(node, Name.of(link), PLAIN, Bytes.utf8("x")));
        return node;
    }

    private Path directory(String path) throws IOException {
        return Files.createDirectories(upper.resolve(path));
    }

    private void file(String path) throws IOException {
        Files.writeString(upper.resolve(path), "x");
    }

    private void whiteout(String path) throws IOException {
        SpecialFiles.makeDevice(upper.resolve(path), false, 0, 0, 0);
    }

    private static void makeOpaque(Path directory) throws IOException {
        Xattrs.set(directory, "trusted.overlay.opaque".getBytes(US_ASCII), "y".getBytes(US_ASCII));
    }

    private List<String> changes() throws IOException {
        return new UpperDiff(image.finish(), upper, List.of())
                .changes().stream()
                        .map(change -> change.kind().letter() + " " + change.path())
                        .toList();
    }

    @Test
    void ofADirectoryThatIsThereOnlyWhatTheUpperOneHasIsChanged() throws IOException {
        lower("d", "a", "b", "c", "z");
        directory("d");
        file("d/b");
        file("d/bb");
        whiteout("d/c");
        whiteout("d/never");

        assertThat(changes()).containsExactly("C /d", "C /d/b", "A /d/bb", "D /d/c");
    }

    @Test
    void whatAnOpaqueDirectoryHidesIsDeletedInTheOrderOfNames() throws IOException {
        lower("d", "a", "aa", "b", "c", "y", "z");
        makeOpaque(directory("d"));
        file("d/0");
        file("d/b");
        file("d/bb");
        whiteout("d/c");
        file("d/x");

        assertThat(changes())
                .containsExactly(
                        "C /d", "A /d/0", "D /d/a", "D /d/aa", "C /d/b", "A /d/bb", "D /d/c",
                        "A /d/x", "D /d/y", "D /d/z");
    }

    @Test
    void anEmptyOpaqueDirectoryHidesAll() throws IOException {
        lower("d", "a", "b");
        makeOpaque(directory("d"));

        assertThat(changes()).containsExactly("C /d", "D /d/a", "D /d/b");
    }

    @Test
    void directoriesWithoutOneBelowAreAddedOrTakeAPlace() throws IOException {
        lower("d", "link");
        makeOpaque(directory("d/link"));
        directory("new/deep");
        file("new/deep/file");

        assertThat(changes())
                .containsExactly("C /d", "C /d/link", "A /new", "A /new/deep", "A /new/deep/file");
    }
}

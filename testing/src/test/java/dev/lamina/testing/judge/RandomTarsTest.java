package dev.lamina.testing.judge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamina.image.ImageFormatException;
import dev.lamina.image.layer.ContentStream;
import dev.lamina.image.tree.Dump;
import dev.lamina.image.tree.TestLayer;
import dev.lamina.image.tree.Tree;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Odd tars out of seeds: what is not refused is what GNU tar unpacks. More of them with
/// `-Dlamina.tars=COUNT`, others with `-Dlamina.tars.first=SEED`.
@Tag("linux")
final class RandomTarsTest {

    private static final int COUNT = Integer.getInteger("lamina.tars", 400);
    private static final int FIRST = Integer.getInteger("lamina.tars.first", 0);

    @TempDir private Path scratch;

    @BeforeAll
    static void requireRoot() throws IOException {
        Tool.requireRoot();
    }

    /// JUnit would warn of every link that leads out of the directory.
    @AfterEach
    void removeFiles() throws IOException {
        Tool.require("find").run(scratch, "-mindepth", 1, "-delete");
    }

    @Test
    void whatIsNotRefusedIsWhatGnuTarUnpacks() throws IOException {
        int compared = 0;
        var faults = new ArrayList<String>();
        for (long seed = FIRST; seed < FIRST + COUNT; seed++) {
            byte[] tar = RandomTars.of(seed);
            if (!RandomTars.isTame(tar)) {
                continue;
            }
            Path file = Files.write(scratch.resolve("tar"), tar);
            String ours;
            try {
                ours = ours(tar, file);
            } catch (ImageFormatException e) {
                continue;
            }
            compared++;
            GnuTar gnu = GnuTar.unpack(file, scratch.resolve("seed-" + seed));
            compare(seed, hasHardLinks(tar), ours, gnu, faults);
        }

        assertThat(faults).isEmpty();
        assertThat(compared).as("tars that are not refused").isGreaterThan(COUNT / 3);
    }

    private static String ours(byte[] tar, Path file) throws IOException {
        Tree tree = TestLayer.union(List.of(TestLayer.of(tar)));
        return Dump.of(
                tree, Dump.digests(of -> new ContentStream(FileChannel.open(file), of.content())));
    }

    private static void compare(
            long seed, boolean links, String ours, GnuTar gnu, List<String> faults) {
        if (TarExcuse.any(gnu.said())) {
            return;
        }
        List<Difference> differences =
                links
                        ? Difference.between(plain(ours), plain(gnu.dump()))
                        : Difference.between(ours, gnu.dump(), Excuse.UNNAMED_DIRECTORIES);
        if (!differences.isEmpty()) {
            faults.add("seed " + seed + ":\n" + differences + "\n" + gnu.said());
        }
    }

    private static boolean hasHardLinks(byte[] tar) {
        for (int type = 156; type < tar.length; type += 512) {
            if (tar[type] == '1') {
                return true;
            }
        }
        return false;
    }

    /// Leaves attributes out: what the header of a hard link says counts for engines, and not for GNU tar
    /// (decision 0026).
    private static String plain(String dump) {
        return dump.replaceAll(" (mode|owner|mtime|xattr:[^ =]*)=\\S+", "");
    }
}

package dev.lamina.testing.judge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamina.image.tree.TestLayer;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// A real image: a Debian base, a layer over it that GNU tar made, and one written by hand. The
/// kernel, in every way to mount, and all other programs show the files that the tree has.
@Tag("linux")
final class DebianImageTest {

    /// One of each kind of file, and changes of the base; `$1` is the root.
    private static final String SECOND =
            """
            set -e
            cd "$1"
            mkdir -p dev etc opt/bin usr/share/doc/new var
            mknod dev/tester c 10 200
            mknod -m 0660 dev/disk b 7 300
            mkfifo run.pipe
            echo hello > opt/one
            ln opt/one opt/bin/two
            ln opt/one opt/zero
            chown 1000:1001 opt/one
            chmod 4755 opt/one
            touch -d '2001-02-03 04:05:06.789012345 UTC' opt/one opt/bin
            chmod 1777 opt/bin
            echo ping > opt/ping
            setfattr -n security.capability \
                -v 0x0100000200200000000000000000000000000000 opt/ping
            setfattr -n user.comment -v 'some text' opt/ping opt/bin
            setfattr -n trusted.test -v 0x00ff00 opt/bin
            truncate -s 40M opt/sparse
            echo middle | dd of=opt/sparse bs=4096 seek=1000 conv=notrunc status=none
            echo end >> opt/sparse
            truncate -s 1M opt/hole
            : > opt/empty
            ln -s ../opt/one opt/bin/link
            ln -s /none opt/dangling
            touch -h -d @1000000000 opt/dangling
            printf 'name' > "$(printf 'opt/\\351t\\351 \\\\ x')"
            touch etc/.wh.hostname etc/.wh.issue .wh.srv
            touch usr/share/doc/.wh..wh..opq
            echo new > usr/share/doc/new/file
            rm -rf etc/debian_version
            mkdir etc/debian_version
            echo file > var/spool
            """;

    /// What only engines understand: names that lead through links of the layer and to
    /// lower layers.
    private static final String THIRD =
            """
            tools -> usr/bin
            tools/newtool mode=0755 = reached through a link of this layer
            opt/copy == etc/passwd
            opt/far == opt/bin/two
            opt/unnamed/parents/file = x
            opt/acl xattr:system.posix_acl_access=\
            \\x02\\x00\\x00\\x00\\x01\\x00\\x06\\x00\\xff\\xff\\xff\\xff\
            \\x02\\x00\\x04\\x00\\xe8\\x03\\x00\\x00\\x04\\x00\\x04\\x00\\xff\\xff\\xff\\xff\
            \\x10\\x00\\x04\\x00\\xff\\xff\\xff\\xff\\x20\\x00\\x04\\x00\\xff\\xff\\xff\\xff = y
            usr/share/.wh.doc
            .wh.run.pipe
            """;

    @TempDir private static Path scratch;

    private static OciLayout two;
    private static OciLayout three;
    private static String treeOfTwo;
    private static String treeOfThree;

    @BeforeAll
    static void makeImages() throws IOException {
        Tool.requireRoot();
        Path base = scratch.resolve("base.tar");
        AptSource.bootstrap("bookworm", base);
        Path second = scratch.resolve("second.tar");
        Path root = Files.createDirectory(scratch.resolve("second"));
        Tool.require("sh").run("-c", SECOND, "sh", root);
        Tool.require("tar")
                .run(
                        "-cf",
                        second,
                        "-C",
                        root,
                        "--format=pax",
                        "--numeric-owner",
                        "--sparse",
                        "--xattrs",
                        "--xattrs-include=*",
                        ".");
        Path third = scratch.resolve("third.tar");
        Files.write(third, TestLayer.of(THIRD).tar().toArray());
        two = OciLayout.create(scratch.resolve("two"), List.of(base, second));
        three = OciLayout.create(scratch.resolve("three"), List.of(base, second, third));
        treeOfTwo = views(two, "tree-of-two").tree();
        treeOfThree = views(three, "tree-of-three").tree();
    }

    private static Views views(OciLayout image, String name) throws IOException {
        return new Views(image, Files.createDirectory(scratch.resolve(name)));
    }

    /// JUnit would warn of every link that leads out of the directory.
    @AfterAll
    static void removeFiles() throws IOException {
        Tool.require("find").run(scratch, "-mindepth", 1, "-delete");
    }

    @Test
    void theImageIsAsItWasMeant() {
        assertThat(treeOfTwo.lines().count()).isGreaterThan(3000);
        assertThat(treeOfTwo)
                .contains(
                        "\nopt/bin/two mode=4755 owner=1000:1001 mtime=2001-02-03T04:05:06.789012345Z")
                .contains("\nopt/one == opt/bin/two\n")
                .contains("opt/\\xe9t\\xe9\\x20\\x5c\\x20x")
                .contains(" xattr:security.capability=\\x01")
                .contains("\netc/debian_version/")
                .doesNotContain("\netc/hostname")
                .doesNotContain("\nusr/share/doc/bash/")
                .doesNotContain("\nvar/spool/");
        assertThat(treeOfThree)
                .contains("\nusr/bin/newtool mode=0755 = ")
                .contains("\nopt/copy == etc/passwd\n")
                .doesNotContain("\nusr/share/doc/");
    }

    @Test
    void theKernelShowsItFromFiles() throws IOException {
        assertSame(treeOfThree, views(three, "file").mount("file"));
    }

    @Test
    void theKernelShowsItFromLoopDevices() throws IOException {
        assertSame(treeOfThree, views(three, "loop").mount("loop"));
    }

    @Test
    void plainDirectoriesHaveIt() throws IOException {
        assertSame(treeOfThree, views(three, "directories").mount("directories"));
    }

    @Test
    void umociUnpacksIt() throws IOException {
        assertSame(treeOfThree, views(three, "umoci").umoci(), Excuse.UNNAMED_DIRECTORIES);
    }

    @Test
    void tarAndOverlayfsShowIt() throws IOException {
        assertSame(treeOfTwo, views(two, "overlay").overlay());
    }

    @Test
    void fsckFindsItInTheImage() throws IOException {
        assertSame(
                treeOfThree,
                views(three, "erofs-utils").erofsUtils(),
                Excuse.NO_XATTRS,
                Excuse.NO_HOLE_AT_THE_END);
    }

    private static void assertSame(String tree, String theirs, Excuse... excuses) {
        assertThat(Difference.between(tree, theirs, excuses)).isEmpty();
    }
}

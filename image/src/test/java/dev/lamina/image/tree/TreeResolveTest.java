package dev.lamina.image.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lamina.image.ImageFormatException;
import dev.lamina.image.NotFoundException;
import dev.lamina.image.TreePath;

import org.junit.jupiter.api.Test;

import java.util.List;

/// How paths lead to nodes: as path_resolution(7) says, with the tree's root as the root.
final class TreeResolveTest {

    private static final Tree TREE =
            tree(
                    """
                    etc/hosts = x
                    etc/up -> ../../../etc/hosts
                    etc/self/here -> .
                    etc/dot -> ./././hosts
                    etc/slash -> /etc//hosts
                    link -> etc
                    loop1 -> loop2
                    loop2 -> loop1
                    grows -> grows/a
                    dangling -> none
                    long -> NAME
                    root -> /..
                    """
                            .replace("NAME", "n".repeat(300)));

    @Test
    void findFollowsNoLinks() {
        assertThat(TREE.find(TreePath.parse("link"))).get().isInstanceOf(SymlinkNode.class);
        assertThat(TREE.find(TreePath.parse("link/hosts"))).isEmpty();
        assertThat(TREE.find(TreePath.parse("etc/hosts/none"))).isEmpty();
        assertThat(TREE.find(TreePath.ROOT)).contains(TREE.root());
    }

    @Test
    void resolveFollowsLinksAlsoAtTheEnd() throws Exception {
        Node hosts = TREE.find(TreePath.parse("etc/hosts")).orElseThrow();

        assertThat(resolve("etc/hosts")).isEqualTo(hosts);
        assertThat(resolve("link/hosts")).isEqualTo(hosts);
        assertThat(resolve("link/dot")).isEqualTo(hosts);
        assertThat(resolve("link/slash")).isEqualTo(hosts);
        assertThat(resolve("link/self/here/here")).isEqualTo(resolve("etc/self"));
    }

    @Test
    void theRealPathHasNoLinks() throws Exception {
        assertThat(realPath("link/self/here/here")).isEqualTo("/etc/self");
        assertThat(realPath("link/slash")).isEqualTo("/etc/hosts");
        assertThat(realPath("root/etc/up")).isEqualTo("/etc/hosts");
        assertThat(realPath("root")).isEqualTo("/");
        assertThatThrownBy(() -> realPath("loop1")).isInstanceOf(ImageFormatException.class);
        assertThatThrownBy(() -> realPath("dangling")).isInstanceOf(NotFoundException.class);
    }

    private static String realPath(String path) throws Exception {
        return TREE.realPath(TreePath.parse(path)).toString();
    }

    @Test
    void linksNeverLeaveTheTree() throws Exception {
        assertThat(resolve("etc/up")).isEqualTo(resolve("etc/hosts"));
        assertThat(resolve("root")).isEqualTo(TREE.root());
        assertThat(resolve("root/etc/up")).isEqualTo(resolve("etc/hosts"));
    }

    @Test
    void loopsOfLinksAreRefused() {
        assertThatThrownBy(() -> resolve("loop1"))
                .isInstanceOf(ImageFormatException.class)
                .hasMessage("/loop1: symbolic links: expected at most 40 to follow");
        assertThatThrownBy(() -> resolve("grows")).isInstanceOf(ImageFormatException.class);
    }

    @Test
    void asManyLinksAsLinuxFollowsAreFollowed() throws Exception {
        var chain = new StringBuilder("link0 = x\n");
        for (int i = 1; i <= 41; i++) {
            chain.append("link").append(i).append(" -> link").append(i - 1).append('\n');
        }
        Tree tree = tree(chain.toString());

        assertThat(tree.resolve(TreePath.parse("link40"))).isInstanceOf(FileNode.class);
        assertThatThrownBy(() -> tree.resolve(TreePath.parse("link41")))
                .isInstanceOf(ImageFormatException.class);
    }

    @Test
    void whatIsNotThereIsNotFound() {
        for (String path : List.of("none", "dangling", "etc/hosts/x", "long", "link/none")) {
            assertThatThrownBy(() -> resolve(path))
                    .as(path)
                    .isInstanceOf(NotFoundException.class)
                    .hasMessageContaining("/" + path);
        }
    }

    private static Node resolve(String path) throws Exception {
        return TREE.resolve(TreePath.parse(path));
    }

    private static Tree tree(String notation) {
        try {
            return TestLayer.union(List.of(TestLayer.of(notation)));
        } catch (ImageFormatException e) {
            throw new AssertionError(notation, e);
        }
    }
}

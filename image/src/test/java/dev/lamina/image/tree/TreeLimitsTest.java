package dev.lamina.image.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lamina.image.Attributes;
import dev.lamina.image.Bytes;
import dev.lamina.image.DiffId;
import dev.lamina.image.Digest;
import dev.lamina.image.ImageFormatException;
import dev.lamina.image.TreePath;
import dev.lamina.image.erofs.ErofsWriter;
import dev.lamina.image.layer.LayerEntries;
import dev.lamina.image.layer.LayerEntry;
import dev.lamina.image.layer.LayerIndex;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.io.OutputStream;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Goes to each limit of [TreeLimits], and one above.
final class TreeLimitsTest {

    private static final DiffId LAYER = new DiffId(Digest.of(Bytes.utf8("a layer")));
    private static final Attributes PLAIN = Attributes.of(0755, 0, 0, Instant.EPOCH);

    /// What the launcher gives every thread.
    private static final int STACK_SIZE = 1 << 20;

    @Test
    void anImageMayHaveEightMillionNodesAndTwelveWithThoseOfTheNextLayerAndNoMore()
            throws Exception {
        var union = new Union();
        // The root is one too.
        union.apply(layer(chains(8_000, 999)));
        union.apply(layer(Stream.of(chain(8_000, 1))));

        assertThatThrownBy(union::finish)
                .isInstanceOf(ImageFormatException.class)
                .hasMessage("layers 1 to 2: image: expected at most 8000000 files, got 8000001");

        union.apply(layer(Stream.of(new LayerEntry.Whiteout(TreePath.parse("8000")))));
        // The roots of the layers' own trees, and what was hidden, are nodes too.
        LayerIndex again = layer(Stream.concat(chains(4_000, 995), Stream.of(chain(8_000, 1))));

        assertThatThrownBy(() -> union.apply(again))
                .isInstanceOf(ImageFormatException.class)
                .hasMessage(
                        "layer 4, entry 4000 (/8000): image: expected at most 12000000 files,"
                                + " with those that it replaces, got more");

        assertThat(union.finish().root().children()).hasSize(8_000);
    }

    @Test
    void whatLayersReplaceDoesNotAddUp() throws Exception {
        var union = new Union();
        for (int time = 0; time < 10; time++) {
            union.apply(layer(chains(200, 1_000)));
        }

        Tree tree = union.finish();

        assertThat(tree.root().children()).hasSize(200);
        assertThat(tree.bound()).as("nodes that are kept").isLessThan(800_000);
    }

    /// Directories in each other, a thousand deep but for the last ones.
    private static Stream<LayerEntry> chains(int count, int depthOfLast) {
        return IntStream.range(0, count)
                .mapToObj(i -> chain(i, i < count - 1 ? 1_000 : depthOfLast));
    }

    private static LayerEntry chain(int number, int depth) {
        TreePath path = TreePath.parse(number + "/d".repeat(depth - 1));
        return new LayerEntry.Directory(path, PLAIN);
    }

    private static LayerIndex layer(Stream<LayerEntry> entries) {
        Iterator<LayerEntry> iterator = entries.iterator();
        return new LayerIndex(LAYER, 0, LayerEntries.of(() -> iterator));
    }

    @Test
    void theDeepestTreeIsWrittenComparedAndLaidOverItselfInTheStackOfAThread() throws Exception {
        inSmallStack(
                () -> {
                    LayerIndex deep = deep(TreeLimits.MAX_DEPTH);
                    Tree tree = Union.of(List.of(deep));
                    Tree twice = Union.of(List.of(deep, deep));

                    assertThat(Dump.of(twice)).isEqualTo(Dump.of(tree)).hasLineCount(2_051);
                    assertThat(Diff.between(tree, twice, (_, _) -> true)).isEmpty();
                    Tree empty = new TreeBuilder(PLAIN).finish();
                    assertThat(Diff.between(empty, tree, (_, _) -> true)).hasSize(2_050);
                    ErofsWriter.write(
                            tree,
                            new LinkedHashMap<>(Map.of(LAYER, 0L)),
                            OutputStream.nullOutputStream());
                });
    }

    @Test
    void aDeeperTreeIsRefused() {
        assertThatThrownBy(() -> Union.of(List.of(deep(TreeLimits.MAX_DEPTH + 1))))
                .isInstanceOf(ImageFormatException.class)
                .hasMessageContaining("depth: expected at most 2048 directories");
    }

    /// Layers of 1,000 names in a path can go deeper through symbolic links.
    private static LayerIndex deep(int depth) {
        String thousand = "d/".repeat(1_000);
        return new LayerIndex(
                LAYER,
                0,
                List.of(
                        new LayerEntry.Symlink(TreePath.parse("one"), PLAIN, Bytes.utf8(thousand)),
                        new LayerEntry.Directory(TreePath.parse(thousand), PLAIN),
                        new LayerEntry.Directory(TreePath.parse("one/" + "d/".repeat(999)), PLAIN),
                        new LayerEntry.Symlink(
                                TreePath.parse("two"),
                                PLAIN,
                                Bytes.utf8("one/" + "d/".repeat(999))),
                        new LayerEntry.Directory(
                                TreePath.parse("two/" + "d/".repeat(depth - 1_999)), PLAIN)));
    }

    private interface Step {
        void run() throws Exception;
    }

    private static void inSmallStack(Step step) throws Exception {
        var failure = new @Nullable Throwable[1];
        var thread =
                new Thread(
                        null,
                        () -> {
                            try {
                                step.run();
                            } catch (Throwable e) {
                                failure[0] = e;
                            }
                        },
                        "small",
                        STACK_SIZE);
        thread.start();
        thread.join();
        assertThat(failure[0]).isNull();
    }
}

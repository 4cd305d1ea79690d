package dev.lamina.testing.judge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamina.image.tree.NaiveUnion;
import dev.lamina.image.tree.RandomLayers;
import dev.lamina.image.tree.TestLayer;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Odd layers from seeds: the kernel, in every way to mount, and other programs show the files that
/// the tree has.
@Tag("linux")
final class OddImagesTest {

    private static final int SEEDS = 15;

    @TempDir private static Path scratch;

    private static final List<Case> CASES = new ArrayList<>();
    private static final List<Case> CASES_IN_PLACE = new ArrayList<>();

    /// An image and what its tree says.
    private record Case(String said, Path directory, OciLayout layout, String tree) {

        Views views(String name) throws IOException {
            return new Views(layout, Files.createDirectory(directory.resolve(name)));
        }
    }

    @BeforeAll
    static void makeImages() throws IOException {
        Tool.requireRoot();
        for (long seed = 0; CASES_IN_PLACE.size() < SEEDS; seed++) {
            List<String> layers = RandomLayers.mountable(seed);
            boolean inPlace = isTheSameInPlace(layers);
            if (inPlace || CASES.size() < SEEDS && !isRefused(layers)) {
                Case image = make(seed, layers);
                if (CASES.size() < SEEDS) {
                    CASES.add(image);
                }
                if (inPlace) {
                    CASES_IN_PLACE.add(image);
                }
            }
        }
    }

    private static boolean isTheSameInPlace(List<String> layers) {
        try {
            return NaiveUnion.dump(layers).equals(NaiveUnion.dumpInPlace(layers));
        } catch (NaiveUnion.RefusedException e) {
            return false;
        }
    }

    private static boolean isRefused(List<String> layers) {
        try {
            NaiveUnion.dump(layers);
            return false;
        } catch (NaiveUnion.RefusedException e) {
            return true;
        }
    }

    private static Case make(long seed, List<String> layers) throws IOException {
        Path directory = Files.createDirectory(scratch.resolve("seed-" + seed));
        var tars = new ArrayList<Path>();
        for (String layer : layers) {
            Path tar = directory.resolve("layer-" + tars.size() + ".tar");
            Files.write(tar, TestLayer.of(layer).tar().toArray());
            tars.add(tar);
        }
        OciLayout layout = OciLayout.create(directory.resolve("layout"), tars);
        String tree = new Views(layout, directory).tree();
        String said = "seed " + seed + ":\n" + String.join("-- next layer\n", layers);
        return new Case(said, directory, layout, tree);
    }

    /// JUnit would warn of every link that leads out of the directory.
    @AfterAll
    static void removeFiles() throws IOException {
        Tool.require("find").run(scratch, "-mindepth", 1, "-delete");
    }

    @Test
    void theKernelShowsTheTreeFromFiles() throws IOException {
        for (Case image : CASES) {
            assertThat(image.views("a").mount("file")).as(image.said).isEqualTo(image.tree);
        }
    }

    @Test
    void theKernelShowsTheTreeFromLoopDevices() throws IOException {
        for (Case image : CASES.subList(0, 5)) {
            assertThat(image.views("b").mount("loop")).as(image.said).isEqualTo(image.tree);
        }
    }

    @Test
    void plainDirectoriesHaveTheTree() throws IOException {
        for (Case image : CASES) {
            assertThat(image.views("c").mount("directories")).as(image.said).isEqualTo(image.tree);
        }
    }

    /// umoci unpacks all layers into one directory, and so follows links of lower layers; here are
    /// layers that this makes no difference to.
    @Test
    void umociUnpacksTheTree() throws IOException {
        for (Case image : CASES_IN_PLACE) {
            String umoci = image.views("d").umoci();
            assertThat(Difference.between(image.tree, umoci, Excuse.UNNAMED_DIRECTORIES))
                    .as(image.said)
                    .isEmpty();
        }
    }

    @Test
    void fsckFindsTheTreeInTheImage() throws IOException {
        for (Case image : CASES) {
            String found = image.views("e").erofsUtils();
            assertThat(Difference.between(image.tree, found, Excuse.NO_XATTRS))
                    .as(image.said)
                    .isEmpty();
        }
    }
}

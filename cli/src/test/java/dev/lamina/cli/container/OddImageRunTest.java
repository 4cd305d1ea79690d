package dev.lamina.cli.container;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamina.cli.testing.Lamina.Result;
import dev.lamina.cli.testing.LaminaProcess;
import dev.lamina.cli.testing.TestStore;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Images that ask for more than a container is given. Needs root.
@Tag("linux")
final class OddImageRunTest {

    private static final String CONFIG =
            """
            {"architecture":"","os":"%s","rootfs":{"type":"layers","diff_ids":[]},
            "config":{"Cmd":["/x"],"Env":[%s],"Volumes":{%s}}}
            """;

    @TempDir private Path root;

    @Test
    void anImageForAnotherOperatingSystemIsRefused() throws Exception {
        Result result = run(CONFIG.formatted("windows", "", ""));

        assertThat(result.status()).isEqualTo(125);
        assertThat(result.err())
                .endsWith(
                        "lamina: image operating system \"windows\" cannot be used on this platform:"
                                + " expected \"linux\"\n");
    }

    @Test
    void anImageOfMoreVolumesThanAContainerMayHaveIsRefused() throws Exception {
        assertThat(run(CONFIG.formatted("linux", "", volumes(513))))
                .isEqualTo(
                        new Result(
                                125,
                                "",
                                "lamina: volumes of the image and of -v: expected at most 512, got"
                                        + " 513\n"));
    }

    @Test
    void anImageOfAsManyVolumesAsAContainerMayHaveRuns() throws Exception {
        assertThat(run(CONFIG.formatted("linux", "", volumes(512)))).isEqualTo(noProgram());
    }

    /// One look at all earlier ones for each would take minutes.
    @Test
    void anImageOfManyVariablesRuns() throws Exception {
        String variables =
                IntStream.range(0, 100_000)
                        .mapToObj(i -> "\"V" + i + "=1\"")
                        .collect(Collectors.joining(","));

        assertThat(run(CONFIG.formatted("linux", variables, ""))).isEqualTo(noProgram());
    }

    private static Result noProgram() {
        return new Result(127, "", "lamina: exec: \"/x\": stat /x: no such file or directory\n");
    }

    private static String volumes(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> "\"/v" + i + "\":{}")
                .collect(Collectors.joining(","));
    }

    private Result run(String config) throws Exception {
        new TestStore(root).addBare(config, "docker.io/library/odd:latest");
        return new LaminaProcess(root).run("run", "--rm", "--network=none", "odd");
    }
}

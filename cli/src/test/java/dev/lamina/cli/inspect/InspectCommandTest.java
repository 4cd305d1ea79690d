package dev.lamina.cli.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamina.cli.testing.BusyboxStore;
import dev.lamina.cli.testing.LaminaProcess;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;

/// The document of a container that has run; the expected texts are those of Docker 28 for
/// the same container of the same image. Needs root.
@Tag("linux")
final class InspectCommandTest {

    @TempDir private static Path scratch;

    private static LaminaProcess lamina;

    @BeforeAll
    static void makeContainer() throws Exception {
        Path root = scratch.resolve("store");
        BusyboxStore.make(root, scratch);
        lamina = new LaminaProcess(root);
        String seen = scratch.resolve("files") + ":/seen:ro";
        lamina.run(
                "run",
                "--name",
                "box",
                "--network",
                "none",
                "-v",
                seen,
                "-v",
                "/own",
                "-w",
                "/old",
                "box",
                "sh",
                "-c",
                "echo hi > /new; exit 3");
    }

    private static String template(String text, String... flags) throws Exception {
        String[] words = new String[flags.length + 4];
        words[0] = "inspect";
        words[1] = "-f";
        words[2] = text;
        System.arraycopy(flags, 0, words, 3, flags.length);
        words[words.length - 1] = "box";
        return lamina.run(words).out();
    }

    @Test
    void theStateSaysHowTheCommandEnded() throws Exception {
        assertThat(template("{{.State.Status}} {{.State.ExitCode}} {{.State.Running}}"))
                .isEqualTo("exited 3 false\n");
        assertThat(template("{{.State.StartedAt}} {{.State.FinishedAt}}"))
                .matches("20[-0-9]+T[:.0-9]+Z 20[-0-9]+T[:.0-9]+Z\n");
    }

    @Test
    void theCommandIsAPathWithArguments() throws Exception {
        assertThat(template("{{.Name}} {{.Path}} {{len .Args}} {{.Config.Cmd}}"))
                .isEqualTo("/box sh 2 [sh -c echo hi > /new; exit 3]\n");
        assertThat(template("{{.Config.Entrypoint}} {{json .Config.Entrypoint}}"))
                .isEqualTo("[] null\n");
    }

    @Test
    void mountsAreBindsAndVolumes() throws Exception {
        assertThat(template("{{range .Mounts}}{{.Destination}} {{.Type}} {{.RW}};{{end}}"))
                .isEqualTo("/seen bind false;/own volume true;\n");
        assertThat(template("{{.HostConfig.Binds}} {{.Config.Volumes}}"))
                .isEqualTo("[" + scratch.resolve("files") + ":/seen:ro] map[/own:{}]\n");
    }

    @Test
    void whatDockerHasAndThisContainerHasNotIsAbsentAndNoError() throws Exception {
        assertThat(template("{{.State.Health}} {{if .State.Health}}well{{else}}unknown{{end}}"))
                .isEqualTo("<nil> unknown\n");
        assertThat(
                        template(
                                "{{.HostConfig.NanoCPUs}} {{.HostConfig.NanoCpus}}"
                                        + " {{.HostConfig.Memory}} {{.HostConfig.PidsLimit}}"
                                        + " {{.HostConfig.ShmSize}} {{.HostConfig.Devices}}"
                                        + " {{.HostConfig.RestartPolicy.Name}}"
                                        + " {{.HostConfig.Tmpfs}} {{.HostConfig.Init}}"))
                .isEqualTo("0 0 0 <nil> 67108864 [] no map[] <nil>\n");
        assertThat(template("{{json .State}}")).doesNotContain("Health");
        assertThat(template("{{range .NetworkSettings.Networks}}{{.IPAddress}}.{{end}}"))
                .isEqualTo(".\n");
        assertThat(template("{{.SizeRw}}")).isEqualTo("<nil>\n");
    }

    @Test
    void theGraphDriverNamesTheDirectories() throws Exception {
        Path upper = Path.of(template("{{.GraphDriver.Data.UpperDir}}").strip());

        assertThat(upper.resolve("new")).hasContent("hi");
        assertThat(template("{{.SizeRw}}", "--size")).isEqualTo("3\n");
    }

    @Test
    void ofTwoOfOneNameTheContainerComesFirst() throws Exception {
        assertThat(template("{{.Name}}")).isEqualTo("/box\n");
        assertThat(template("{{.Name}}", "--type", "container")).isEqualTo("/box\n");
        assertThat(template("{{.RepoTags}}", "--type", "image")).isEqualTo("[box:latest]\n");
        assertThat(lamina.run("image", "inspect", "-f", "{{.Os}}", "box").out())
                .isEqualTo("linux\n");
        assertThat(lamina.run("container", "inspect", "-f", "{{.Name}}", "box").out())
                .isEqualTo("/box\n");
    }

    @Test
    void whatIsThereIsShownEvenIfSomethingElseIsNot() throws Exception {
        var result = lamina.run("inspect", "nothing", "box", "-f", "{{.Name}}");

        assertThat(result.status()).isEqualTo(1);
        assertThat(result.out()).isEqualTo("/box\n");
        assertThat(result.err()).isEqualTo("lamina: no such object: nothing\n");
        assertThat(lamina.run("inspect", "--type", "network", "box").status()).isEqualTo(2);
        assertThat(lamina.run("inspect", "nothing").out()).isEqualTo("[]\n");
    }

    @Test
    void psFiltersAndShowsTheSame() throws Exception {
        assertThat(names("status=exited")).isEqualTo("box\n");
        assertThat(names("exited=3", "-a")).isEqualTo("box\n");
        assertThat(names("exited=0", "-a")).isEmpty();
        assertThat(names("name=^/bo", "-a")).isEqualTo("box\n");
        assertThat(names("ancestor=box", "-a")).isEqualTo("box\n");
        assertThat(names("volume=/seen", "-a")).isEqualTo("box\n");
        assertThat(names("network=host", "-a")).isEmpty();
        assertThat(names("label=none", "-a")).isEmpty();
        assertThat(names("since=box", "-l")).isEmpty();
        assertThat(lamina.run("ps", "-a", "--filter", "colour=red").status()).isEqualTo(1);
        assertThat(lamina.run("ps", "-n", "x").status()).isEqualTo(2);
        assertThat(lamina.run("ps", "-n1", "--format", "{{.LocalVolumes}} {{.Networks}}").out())
                .isEqualTo("1 none\n");
        assertThat(lamina.run("ps", "-as", "--format", "{{.Size}}").out())
                .matches("3B \\(virtual [0-9.]+[kM]B\\)\n");
    }

    private static String names(String condition, String... flags) throws Exception {
        String[] words = new String[flags.length + 5];
        words[0] = "ps";
        words[1] = "--format";
        words[2] = "{{.Names}}";
        words[3] = "--filter";
        words[4] = condition;
        System.arraycopy(flags, 0, words, 5, flags.length);
        return lamina.run(words).out();
    }
}

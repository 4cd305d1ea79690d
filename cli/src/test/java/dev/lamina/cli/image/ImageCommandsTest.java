package dev.lamina.cli.image;

import static dev.lamina.cli.testing.TestStore.layer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamina.cli.testing.Lamina;
import dev.lamina.cli.testing.TestStore;
import dev.lamina.image.Digest;
import dev.lamina.image.RunConfig;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/// The commands about images over a store of three: what they print, to the letter.
final class ImageCommandsTest {

    private static final Path GOLDEN = Path.of("src/test/resources/dev/lamina/cli/image");

    @TempDir private Path scratch;
    private Lamina lamina;
    private Digest nginx;
    private Digest debian;
    private Digest unnamed;

    @BeforeEach
    void makeStore() throws IOException {
        Path root = scratch.resolve("store");
        var store = new TestStore(root);
        TestStore.TestLayer base = layer("ADD rootfs.tar /", "etc/os-release", "debian\n");
        debian =
                store.add(
                        Instant.parse("2026-01-01T00:00:00Z"),
                        config("bash", Map.of("stage", "base")),
                        List.of(base),
                        "debian:bookworm-slim",
                        "debian");
        nginx =
                store.add(
                        Instant.parse("2026-03-01T11:00:00Z"),
                        config(
                                "nginx",
                                new TreeMap<>(Map.of("maintainer", "N <n@example.org>", "a", "b"))),
                        List.of(
                                base,
                                layer(
                                        "RUN /bin/sh -c apt-get update &&\tapt-get install nginx",
                                        "usr/sbin/nginx",
                                        "x".repeat(2000))),
                        "nginx",
                        "example.org:5000/team/nginx:1.22");
        unnamed =
                store.add(
                        Instant.parse("2025-03-01T11:00:00Z"),
                        config("old", Map.of()),
                        List.of(layer("COPY a b", "b", "b")));
        lamina = new Lamina(root).with("TZ", "UTC");
    }

    private static RunConfig config(String command, Map<String, String> labels) {
        return new RunConfig(
                "",
                Set.of("80/tcp"),
                List.of("PATH=/bin", "A=<b>&c"),
                Optional.empty(),
                Optional.of(List.of(command)),
                Set.of(),
                "/srv",
                labels,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                false);
    }

    @Test
    void imagesAreListedTheYoungestFirst() {
        assertThat(lamina.out("images"))
                .isEqualTo(
                        """
                        REPOSITORY                    TAG             IMAGE ID       CREATED             SIZE
                        nginx                         latest          NGINX   About an hour ago   2.01kB
                        example.org:5000/team/nginx   1.22            NGINX   About an hour ago   2.01kB
                        debian                        bookworm-slim   DEBIAN   8 weeks ago         7B
                        debian                        latest          DEBIAN   8 weeks ago         7B
                        <none>                        <none>          UNNAMED   12 months ago       1B
                        """
                                .replace("NGINX", nginx.shortHex())
                                .replace("DEBIAN", debian.shortHex())
                                .replace("UNNAMED", unnamed.shortHex()));
        assertThat(lamina.out("image", "ls")).isEqualTo(lamina.out("image", "list", "-a"));
    }

    @Test
    void digestsAndWholeIdsAreShownWhenAsked() {
        String digests = lamina.out("images", "--digests", "nginx");

        assertThat(digests.lines().findFirst().orElseThrow())
                .matches("REPOSITORY   TAG       DIGEST {68}IMAGE ID       CREATED {13}SIZE");
        assertThat(digests).containsPattern("nginx        latest    sha256:[0-9a-f]{64}   ");
        assertThat(lamina.out("images", "--no-trunc", "-q", "nginx")).isEqualTo(nginx + "\n");
    }

    @Test
    void onlyIdsAreShownWhenQuiet() {
        assertThat(lamina.out("images", "-q").lines())
                .containsExactly(
                        nginx.shortHex(),
                        nginx.shortHex(),
                        debian.shortHex(),
                        debian.shortHex(),
                        unnamed.shortHex());
    }

    @Test
    void filtersNarrowTheList() {
        assertThat(names("debian")).containsExactly("debian:bookworm-slim", "debian:latest");
        assertThat(names("debian:book*")).containsExactly("debian:bookworm-slim");
        assertThat(names("--filter", "reference=*/*/nginx"))
                .containsExactly("example.org:5000/team/nginx:1.22");
        assertThat(names("--filter", "reference=nginx", "-f", "reference=debian:latest"))
                .containsExactly("nginx:latest", "debian:latest");
        assertThat(names("--filter", "dangling=true")).containsExactly("<none>:<none>");
        assertThat(names("--filter", "dangling=false")).hasSize(4);
        assertThat(names("--filter", "label=maintainer")).hasSize(2);
        assertThat(names("--filter", "label=stage=base")).hasSize(2);
        assertThat(names("--filter", "label=stage=other")).isEmpty();
        assertThat(names("--filter", "before=nginx")).hasSize(3);
        assertThat(names("--filter", "since=debian")).hasSize(2);
        assertThat(names("--filter", "before=nginx", "--filter", "since=" + unnamed.shortHex()))
                .hasSize(2);
    }

    @Test
    void wrongFiltersAreRefused() {
        assertThat(lamina.run("images", "-f", "colour=red"))
                .isEqualTo(
                        new Lamina.Result(
                                1,
                                "",
                                "lamina: invalid filter 'colour': expected one of reference,"
                                        + " dangling, label, before, since\n"));
        assertThat(lamina.run("images", "-f", "dangling").err())
                .isEqualTo("lamina: filter: expected name=value, got 'dangling'\n");
        assertThat(lamina.run("images", "-f", "before=nope").err())
                .isEqualTo("lamina: no such image: nope\n");
    }

    @Test
    void aListIsFormattedAsAsked() {
        assertThat(lamina.out("images", "--format", "{{.Repository}}:{{.Tag}} {{.Size}}", "nginx"))
                .isEqualTo("nginx:latest 2.01kB\n");
        assertThat(lamina.out("images", "--format", "table {{.Tag}}\\t{{upper .ID}}", "nginx"))
                .isEqualTo("TAG       IMAGE ID\nlatest    %S\n".formatted(nginx.shortHex()));
        assertThat(lamina.out("images", "--format", "json", "nginx"))
                .startsWith("{\"Containers\":\"N/A\",\"CreatedAt\":\"2026-03-01 ")
                .endsWith(
                        "\"CreatedSince\":\"About an hour ago\",\"Digest\":\"\\u003cnone\\u003e\","
                                + "\"ID\":\""
                                + nginx.shortHex()
                                + "\",\"Repository\":\"nginx\","
                                + "\"SharedSize\":\"N/A\",\"Size\":\"2.01kB\",\"Tag\":\"latest\","
                                + "\"UniqueSize\":\"N/A\",\"VirtualSize\":\"2.007kB\"}\n");
    }

    @Test
    void aWrongFormatIsTold() {
        assertThat(lamina.run("images", "--format", "{{.Nope}}").err())
                .startsWith(
                        "lamina: template: :1:2: executing \"\" at <.Nope>: can't evaluate field"
                                + " Nope in type image, which has Containers, CreatedAt,");
        assertThat(lamina.run("images", "--format", "{{.ID"))
                .isEqualTo(new Lamina.Result(1, "", "lamina: template: :1: unclosed action\n"));
    }

    @Test
    void anEmptyStoreListsATitle() {
        assertThat(new Lamina(scratch.resolve("nothing")).out("images"))
                .isEqualTo("REPOSITORY   TAG       IMAGE ID   CREATED   SIZE\n");
    }

    @Test
    void historyTellsTheStepsTheLastFirst() throws IOException {
        check("history.txt", lamina.out("history", "nginx"));
        check("history-no-trunc.txt", lamina.out("image", "history", "--no-trunc", "nginx"));
        check("history-raw.txt", lamina.out("history", "--human=false", "nginx"));
        check("history.json", lamina.out("history", "--format", "json", "nginx"));
        assertThat(lamina.out("history", "-q", "debian"))
                .isEqualTo(debian.shortHex() + "\n<missing>\n");
    }

    @Test
    void inspectShowsDockersFields() throws IOException {
        String document = lamina.out("image", "inspect", "nginx").replace(scratch.toString(), "");

        check("inspect.json", document);
        assertThat(lamina.out("image", "inspect", nginx.hex().substring(0, 5), "debian"))
                .contains("\"Id\": \"" + nginx + "\"", "\"Id\": \"" + debian + "\"");
    }

    @Test
    void inspectFormatsParts() {
        assertThat(inspect("{{.Id}} {{.Os}}/{{.Architecture}}")).isEqualTo(nginx + " linux/amd64");
        assertThat(inspect("{{.ID}}")).isEqualTo(nginx.toString());
        assertThat(inspect("{{join .Config.Cmd \" \"}}")).isEqualTo("nginx");
        assertThat(inspect("{{json .Config.Env}}")).isEqualTo("[\"PATH=/bin\",\"A=<b>&c\"]");
        assertThat(inspect("{{index .Config.Labels \"a\"}}")).isEqualTo("b");
        assertThat(inspect("{{range .RootFS.Layers}}x{{end}}")).isEqualTo("xx");
        assertThat(inspect("{{len .Config.Volumes}}{{.Config.StopSignal}}{{.Variant}}"))
                .isEqualTo("0");
        assertThat(inspect("{{.Metadata.LastTagTime}}")).isEqualTo("0001-01-01T00:00:00Z");
        assertThat(inspect("{{json .Config}}"))
                .isEqualTo(
                        "{\"ExposedPorts\":{\"80/tcp\":{}},\"Env\":[\"PATH=/bin\","
                                + "\"A=<b>&c\"],\"Cmd\":[\"nginx\"],\"Volumes\":null,"
                                + "\"WorkingDir\":\"/srv\",\"Entrypoint\":null,\"OnBuild\":null,"
                                + "\"Labels\":{\"a\":\"b\",\"maintainer\":\"N <n@example.org>\"}}");
    }

    @Test
    void whatIsNotThereIsToldAndTheRestShown() {
        Lamina.Result result =
                lamina.run("image", "inspect", "-f", "{{.Os}}", "nginx", "nope", "debian");

        assertThat(result)
                .isEqualTo(new Lamina.Result(1, "linux\nlinux\n", "lamina: no such image: nope\n"));
        assertThat(lamina.run("image", "inspect", "nope"))
                .isEqualTo(new Lamina.Result(1, "[]\n", "lamina: no such image: nope\n"));
        assertThat(lamina.run("history", "nope"))
                .isEqualTo(new Lamina.Result(1, "", "lamina: no such image: nope\n"));
    }

    @Test
    void aTagNamesAnImageAndARemovalUnnamesIt() {
        assertThat(lamina.out("tag", "nginx", "mine/app:v1")).isEmpty();
        assertThat(names("mine/app")).containsExactly("mine/app:v1");
        assertThat(lamina.out("rmi", "mine/app:v1")).startsWith("Untagged: mine/app:v1\n");
        assertThat(lamina.out("image", "rm", unnamed.hex().substring(0, 12)))
                .startsWith("Deleted: " + unnamed + "\n");
        assertThat(names()).hasSize(4);
    }

    @Test
    void anImageOfSeveralTagsIsRemovedByForceOnly() {
        Lamina.Result refused = lamina.run("rmi", nginx.hex());

        assertThat(refused.status()).isEqualTo(1);
        assertThat(refused.err()).startsWith("lamina: conflict: unable to remove " + nginx.hex());
        assertThat(lamina.out("rmi", "-f", nginx.hex()))
                .contains("Untagged: nginx:latest\n", "Deleted: " + nginx + "\n");
        assertThat(lamina.run("rmi", "nope", "nope2"))
                .isEqualTo(
                        new Lamina.Result(
                                1,
                                "",
                                "lamina: no such image: nope\nlamina: no such image: nope2\n"));
    }

    private String inspect(String format) {
        String out = lamina.out("image", "inspect", "--format", format, "nginx");
        return out.substring(0, out.length() - 1);
    }

    private static void check(String name, String actual) throws IOException {
        Path file = GOLDEN.resolve(name);
        if ("write".equals(System.getProperty("golden"))) {
            Files.createDirectories(GOLDEN);
            Files.writeString(file, actual);
        }
        assertThat(actual).as(name).isEqualTo(Files.readString(file));
    }

    private Stream<String> names(String... arguments) {
        var words = new ArrayList<String>();
        words.add("images");
        words.addAll(List.of("--format", "{{.Repository}}:{{.Tag}}"));
        words.addAll(List.of(arguments));
        return lamina.out(words.toArray(new String[0])).lines();
    }
}

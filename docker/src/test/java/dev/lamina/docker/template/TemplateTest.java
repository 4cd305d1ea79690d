package dev.lamina.docker.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lamina.image.Bytes;
import dev.lamina.image.json.Json;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Go's text/template, judged by what the docker command line 28.2 printed for the same templates
/// and the same image; see the README beside `docker.golden`.
final class TemplateTest {

    private static final Path RESOURCES = Path.of("src/test/resources/dev/lamina/docker/template");

    private static final Set<String> MAPS = Set.of("Labels", "ExposedPorts", "Volumes", "Data");

    /// A template with what Docker printed: a result or, after `!`, an error.
    record Golden(String template, String expected) {}

    static List<Golden> golden() throws IOException {
        var cases = new LinkedHashMap<String, Golden>();
        for (String file : List.of("docker.golden", "differs.golden")) {
            List<String> lines = Files.readAllLines(RESOURCES.resolve(file));
            for (int i = 0; i < lines.size(); i += 2) {
                String template = lines.get(i).substring(2);
                cases.put(template, new Golden(template, lines.get(i + 1)));
            }
        }
        return List.copyOf(cases.values());
    }

    @ParameterizedTest
    @MethodSource("golden")
    void formatsAsDockerDoes(Golden golden) throws IOException {
        assertThat(run(golden.template())).as(golden.template()).isEqualTo(golden.expected());
    }

    @Test
    void anUnknownFieldIsToldWithTheKnownOnes() {
        var row = new Struct("image").put("ID", "1").put("Tag", "2");

        assertThatThrownBy(() -> Template.parse("a{{.Nope}}").execute(row))
                .isInstanceOf(TemplateException.class)
                .hasMessage(
                        "template: :1:3: executing \"\" at <.Nope>: can't evaluate field Nope in"
                                + " type image, which has ID, Tag");
    }

    @Test
    void aPositionIsCountedInItsLine() {
        assertThatThrownBy(() -> Template.parse("a\nbc{{.Nope}}").execute(new Struct("row")))
                .hasMessageStartingWith("template: :2:4: executing \"\" at <.Nope>");
        assertThatThrownBy(() -> Template.parse("a\n\n{{.X"))
                .hasMessage("template: :3: unclosed action");
    }

    @Test
    void aNameThatAMapLacksHasNoValue() {
        assertThat(Template.parse("{{.a}} {{.b}}").execute(Map.of("a", "x")))
                .isEqualTo("x <no value>");
    }

    @Test
    void aRowIsWrittenWithGosEscapes() {
        Fields row = new Row();

        assertThat(Template.parse("{{json .}} {{.Repository}}").execute(row))
                .isEqualTo("{\"Repository\":\"\\u003cnone\\u003e\"} <none>");
    }

    @Test
    void titlesOfColumnsStayAsTheyAre() {
        var titles = new Struct("header").put("ID", "IMAGE ID");

        assertThat(Template.parse("{{lower .ID}}\t{{json .ID}}").executeHeader(titles))
                .isEqualTo("IMAGE ID\tIMAGE ID");
    }

    @Test
    void everyBeginningOfATemplateIsReadOrRefused() {
        String template =
                "{{- range $i, $e := .A}}{{if and (eq $i 1) .B.C}}{{printf \"%d\" 1.5 | json -}}"
                        + "{{else}}{{with `x`}}{{'c'}}{{end}}{{end}}{{/* c */}}{{end}}";
        for (int length = 0; length <= template.length(); length++) {
            String cut = template.substring(0, length);
            try {
                Template.parse(cut);
            } catch (TemplateException e) {
                assertThat(e).as(cut).hasMessageStartingWith("template: :1: ");
            }
        }
    }

    @Test
    void deepNestingIsRefused() {
        String deep = "{{" + "(".repeat(5000) + "1" + ")".repeat(5000) + "}}";

        assertThatThrownBy(() -> Template.parse(deep))
                .hasMessage("template: :1: max expression depth exceeded");
    }

    @Test
    void actionsWithinActionsHaveALimit() {
        for (String action : List.of("{{if 1}}", "{{range .}}", "{{with 1}}", "{{else if 1}}")) {
            String template = "{{if 1}}" + action.repeat(5000);
            assertThatThrownBy(() -> Template.parse(template))
                    .hasMessage("template: :1: max action depth exceeded");
        }
        assertThat(Template.parse("{{if 1}}".repeat(90) + "x" + "{{end}}".repeat(90)).execute(""))
                .isEqualTo("x");
    }

    private static String run(String template) throws IOException {
        Object image =
                Json.parse(
                        Bytes.of(Files.readAllBytes(RESOURCES.resolve("image.json"))),
                        "image.json");
        try {
            String text = Template.parse(template).execute(typed("image", image));
            return "= " + text.replace("\n", "\\n");
        } catch (TemplateException e) {
            return "! " + e.getMessage();
        }
    }

    /// Objects become values with fields, as the command `inspect` makes them; maps stay maps.
    private static @Nullable Object typed(String name, @Nullable Object value) {
        if (!(value instanceof Map<?, ?> map) || MAPS.contains(name)) {
            return value;
        }
        var struct = new Struct(name);
        map.forEach((key, member) -> struct.put((String) key, typed((String) key, member)));
        return struct;
    }

    private static final class Row implements Fields {

        @Override
        public String typeName() {
            return "row";
        }

        @Override
        public List<String> fieldNames() {
            return List.of("Repository");
        }

        @Override
        public boolean hasField(String name) {
            return name.equals("Repository");
        }

        @Override
        public @Nullable Object field(String name) {
            return "<none>";
        }
    }
}

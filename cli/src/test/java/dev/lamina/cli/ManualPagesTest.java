package dev.lamina.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import dev.lamina.cli.debug.DocumentForm;
import dev.lamina.cli.option.Syntax;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The manual: a page for each name of a command, which groff takes without a warning.
final class ManualPagesTest {

    private static final Path GROFF = Path.of("/usr/bin/groff");

    private static final Map<String, String> PAGES = Pages.of(DocumentForm.MAN);

    @TempDir private Path scratch;

    @Test
    void everyNameOfACommandHasAPage() {
        List<String> expected = new ArrayList<>(List.of("lamina.1"));
        for (String path : CommandTable.PATHS) {
            Syntax syntax = requireNonNull(CommandTable.create(path)).syntax();
            expected.add("lamina-" + path.replace(' ', '-') + ".1");
            syntax.aliases()
                    .forEach(alias -> expected.add("lamina-" + alias.replace(' ', '-') + ".1"));
        }

        assertThat(PAGES.keySet()).containsExactlyInAnyOrderElementsOf(expected);
    }

    @Test
    void thePageOfAnAliasIsThatOfItsCommand() {
        assertThat(PAGES).containsEntry("lamina-images.1", ".so man1/lamina-image-ls.1\n");
        assertThat(PAGES.get("lamina-image-ls.1"))
                .contains(
                        "\nlamina\\-image\\-ls, lamina\\-images, lamina\\-image\\-list \\- List images\n");
    }

    @Test
    void theFirstPageNamesEveryCommandAndExitStatus() {
        String page = PAGES.get("lamina.1");
        for (String path : CommandTable.PATHS) {
            assertThat(page).contains("\n\\fB" + path.replace("-", "\\-"));
        }
        assertThat(page)
                .contains("\n\\fB125\\fR\n")
                .contains("\n\\fB\\-D\\fR, \\fB\\-\\-debug\\fR\n");
    }

    @Test
    @Tag("linux")
    void groffTakesEveryPageWithoutAWarning() throws IOException, InterruptedException {
        for (Map.Entry<String, String> page : PAGES.entrySet()) {
            if (!page.getValue().startsWith(".so ")) {
                assertThat(groff(page.getValue(), "-z")).as(page.getKey()).isEmpty();
            }
        }
    }

    @Test
    @Tag("linux")
    void examplesAreShownAsTheyAreTyped() throws IOException, InterruptedException {
        String shown = groff(PAGES.get("lamina-image-ls.1"), "-P-cbou");

        assertThat(shown)
                .contains("lamina images --format 'table {{.ID}}\\t{{.Repository}}:{{.Tag}}'")
                .contains("-f, --filter filter\n");
    }

    /// Returns all that groff says of a page.
    private String groff(String page, String option) throws IOException, InterruptedException {
        assumeTrue(Files.isExecutable(GROFF), "groff is not installed");
        Path file = Files.writeString(scratch.resolve("page.1"), page);
        Process groff =
                new ProcessBuilder(
                                GROFF.toString(),
                                "-man",
                                "-Tascii",
                                "-rLL=100n",
                                "-wchar",
                                "-wescape",
                                "-wfont",
                                "-wmac",
                                "-wmissing",
                                "-wsyntax",
                                option,
                                file.toString())
                        .redirectErrorStream(true)
                        .start();
        groff.getOutputStream().close();
        String said = new String(groff.getInputStream().readAllBytes(), UTF_8);
        assertThat(groff.waitFor()).as(said).isZero();
        return said;
    }
}

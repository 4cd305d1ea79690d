package dev.lamina.testing.pages;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// All pages, on a desk and on a phone, light and dark: axe finds no fault, and nothing is wider than
/// the window.
@Tag("linux")
final class AccessibilityTest {

    private static final List<String> PUBLIC =
            List.of(
                    "/",
                    "/explore",
                    "/explore?q=nothing-has-this-name",
                    "/r/nginx",
                    "/r/nginx/-/tags",
                    "/r/nginx/-/tag/latest",
                    "/r/nginx/-/history",
                    "/r/nginx/-/compare?from=1.9&to=1.10",
                    "/r/httpd",
                    "/r/httpd/-/tags",
                    "/r/httpd/-/tag/1.5.0",
                    "/r/httpd/-/tag/1.5.0?platform=linux%2Farm64",
                    "/r/httpd/-/compare?from=1.4.2&to=1.5.0",
                    "/login",
                    "/signup",
                    "/activity",
                    "/u/library",
                    "/no-such-page");

    private static final List<String> PRIVATE =
            List.of(
                    "/r/nginx/-/settings",
                    "/r/nginx/-/tags",
                    "/r/nginx/-/history",
                    "/settings",
                    "/new",
                    "/admin",
                    "/u/guild",
                    "/u/guild/members",
                    "/u/library",
                    "/u/library/members");

    /// All that Markdown can do here.
    private static final String DESCRIPTION =
            """
            # Usage

            **Bold**, *leaning*, ~~gone~~, `code`, [a link](https://example.com), [below](#more),
            https://example.com/a-very-long-address-without-any-place-to-break-it-into-two-lines-of-text

            - one
            - [ ] to do
            - [x] done

            1. first

            > quoted

            ```
            docker run --rm --publish 127.0.0.1:8080:80 --volume /srv/www:/usr/share/nginx/html:ro nginx
            ```

            | Variable | Meaning |
            |----------|---------|
            | `PORT`   | where it listens |

            ---

            ## More

            ### Deeper
            """;

    /// The rules of axe that look at colours.
    private static final List<String> COLOURS = List.of("color-contrast", "link-in-text-block");

    @TempDir private static Path scratch;
    private static BrowsedHub hub;

    /// The rules that are asked; all if there are none.
    private List<String> rules = List.of();

    @BeforeAll
    static void start() throws IOException {
        hub = BrowsedHub.start(scratch.resolve("hub"));
        Page page = hub.open();
        hub.login(page);
        prepare(hub, page);
        page.context().close();
    }

    static void prepare(BrowsedHub hub, Page page) {
        describe(hub, page);
        makeOrganisation(hub, page);
        makeOwn(hub, page);
    }

    private static void makeOwn(BrowsedHub hub, Page page) {
        page.navigate(hub.at("/settings"));
        page.fill("#token-name", "build");
        page.click("text=Make it");
        page.fill("#add-robot-robot", "ci");
        page.click("form[action$=add-robot] button");
    }

    private static void describe(BrowsedHub hub, Page page) {
        page.navigate(hub.at("/r/nginx/-/settings"));
        page.fill("[name=summary]", "A web server");
        page.fill("[name=source]", "https://example.com/nginx");
        page.fill("[name=licence]", "BSD-2-Clause");
        page.fill("[name=categories]", "web proxy");
        page.fill("[name=description]", DESCRIPTION);
        page.click("text=Save");
    }

    private static void makeOrganisation(BrowsedHub hub, Page page) {
        page.navigate(hub.at("/new"));
        page.fill("#organisation-name", "guild");
        page.click("text=Make the organisation");
        page.fill("#add-team-team", "keepers");
        page.click("form[action$=add-team] button");
        page.fill("#in-team-keepers-name", "admin");
        page.click("form[action$=add-to-team] button:has-text('Add')");
        page.click("form[action$=grant] button");
        page.fill("#add-robot-robot", "ci");
        page.click("form[action$=add-robot] button");
    }

    @AfterAll
    static void stop() {
        if (hub != null) {
            hub.close();
        }
    }

    /// In the dark only the rules about colours can say something else.
    @ParameterizedTest
    @CsvSource({"1280, LIGHT", "1280, DARK", "390, LIGHT", "390, DARK"})
    void pagesHaveNoFault(int width, ColorScheme scheme) {
        Page page =
                hub.open(
                        new Browser.NewContextOptions()
                                .setViewportSize(width, 900)
                                .setColorScheme(scheme));
        rules = scheme == ColorScheme.DARK ? COLOURS : List.of();
        var faults = new ArrayList<String>();
        PUBLIC.forEach(path -> faults.addAll(faults(page, path)));
        String files = files(page);
        for (String path :
                List.of("/", "/etc", "/bin", "/etc/passwd", "/etc/circle", "/etc/hostname")) {
            faults.addAll(faults(page, files.replaceAll("path=.*", "path=" + path)));
        }
        hub.login(page);
        PRIVATE.forEach(path -> faults.addAll(faults(page, path)));
        faults.addAll(faultsOfRefusedForm(page));

        assertThat(faults).isEmpty();
    }

    private static String files(Page page) {
        page.navigate(hub.at("/r/httpd/-/tag/1.5.0"));
        return page.locator("main a.button").getAttribute("href");
    }

    private List<String> faultsOfRefusedForm(Page page) {
        page.navigate(hub.at("/u/guild/members"));
        page.fill("#add-robot-robot", "No Robot");
        page.click("form[action$=add-robot] button");
        return faultsOfShown(page, "a refused form");
    }

    private List<String> faults(Page page, String path) {
        page.navigate(hub.at(path));
        return faultsOfShown(page, path);
    }

    private List<String> faultsOfShown(Page page, String path) {
        var faults = new ArrayList<String>();
        var axe = new AxeBuilder(page);
        if (!rules.isEmpty()) {
            axe.withRules(rules);
        }
        for (Rule rule : axe.analyze().getViolations()) {
            rule.getNodes()
                    .forEach(
                            node -> faults.add(path + ": " + rule.getId() + ": " + node.getHtml()));
        }
        Object tooWide =
                page.evaluate(
                        "document.documentElement.scrollWidth - document.documentElement.clientWidth");
        if (((Number) tooWide).intValue() > 0) {
            faults.add(path + ": is wider than the window by " + tooWide);
        }
        return faults;
    }
}

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
                    "/u/library",
                    "/u/library/members");

    @TempDir private static Path scratch;
    private static BrowsedHub hub;

    @BeforeAll
    static void start() throws IOException {
        hub = BrowsedHub.start(scratch.resolve("hub"));
    }

    @AfterAll
    static void stop() {
        if (hub != null) {
            hub.close();
        }
    }

    @ParameterizedTest
    @CsvSource({"1280, LIGHT", "1280, DARK", "390, LIGHT", "390, DARK"})
    void pagesHaveNoFault(int width, ColorScheme scheme) {
        Page page =
                hub.open(
                        new Browser.NewContextOptions()
                                .setViewportSize(width, 900)
                                .setColorScheme(scheme));
        var faults = new ArrayList<String>();
        PUBLIC.forEach(path -> faults.addAll(faults(page, path)));
        faults.addAll(faults(page, files(page)));
        hub.login(page);
        PRIVATE.forEach(path -> faults.addAll(faults(page, path)));

        assertThat(faults).isEmpty();
    }

    private static String files(Page page) {
        page.navigate(hub.at("/r/nginx/-/tag/latest"));
        return page.locator("main a.button").getAttribute("href");
    }

    private static List<String> faults(Page page, String path) {
        page.navigate(hub.at(path));
        var faults = new ArrayList<String>();
        for (Rule rule : new AxeBuilder(page).analyze().getViolations()) {
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

package dev.lamina.testing.pages;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;

import dev.lamina.hub.Hub;
import dev.lamina.hub.settings.HubSettings;
import dev.lamina.hub.settings.PeopleSettings;
import dev.lamina.hub.settings.SignUpMode;
import dev.lamina.testing.docs.OneFileImage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A hub with some images, and Debian's Chromium to look at it.
final class BrowsedHub implements AutoCloseable {

    static final String PASSWORD = "correct horse battery";

    private static final Path CHROMIUM = Path.of("/usr/bin/chromium");

    private final Hub hub;
    private final Playwright playwright;
    private final Browser browser;

    private BrowsedHub(Hub hub, Playwright playwright, Browser browser) {
        this.hub = hub;
        this.playwright = playwright;
        this.browser = browser;
    }

    static BrowsedHub start(Path data) throws IOException {
        assumeTrue(Files.isExecutable(CHROMIUM), "needs /usr/bin/chromium (package chromium)");
        Hub hub =
                Hub.start(
                        HubSettings.of(HubSettings.parseListen("127.0.0.1:0"), data)
                                .withPeople(
                                        new PeopleSettings(SignUpMode.OPEN, Optional.of(PASSWORD)))
                                .withAnonymousPush(true));
        // Nothing is fetched: the browser is the one of the distribution.
        Map<String, String> environment = Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");
        Playwright playwright =
                Playwright.create(new Playwright.CreateOptions().setEnv(environment));
        Browser browser =
                playwright
                        .chromium()
                        .launch(
                                new BrowserType.LaunchOptions()
                                        .setExecutablePath(CHROMIUM)
                                        .setArgs(List.of("--no-sandbox")));
        var browsed = new BrowsedHub(hub, playwright, browser);
        for (String tag : List.of("1.9", "1.10", "latest")) {
            browsed.push("nginx:" + tag, "etc/motd", "Welcome to " + tag + "\n");
        }
        browsed.push("me/app:1", "etc/motd", "one\n");
        for (String version : List.of("1.4.2", "1.5.0")) {
            RichImage.push(browsed.authority() + "/httpd:" + version, version);
        }
        return browsed;
    }

    void push(String image, String path, String content) throws IOException {
        OneFileImage.push(authority() + "/" + image, path, content);
    }

    private String authority() {
        return "127.0.0.1:" + hub.address().getPort();
    }

    /// Returns the address of a page.
    String at(String path) {
        return "http://" + authority() + path;
    }

    /// Opens a window of its own, with no session.
    Page open(Browser.NewContextOptions options) {
        BrowserContext context = browser.newContext(options);
        context.setDefaultTimeout(15_000);
        return context.newPage();
    }

    Page open() {
        return open(new Browser.NewContextOptions());
    }

    /// Logs in as the administrator.
    void login(Page page) {
        page.navigate(at("/login"));
        page.fill("main input[name=name]", "admin");
        page.fill("main input[name=password]", PASSWORD);
        page.click("main button");
        page.waitForURL(at("/"));
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
        hub.close();
    }
}

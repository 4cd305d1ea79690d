package dev.lamina.testing.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// What people do with the pages.
@Tag("linux")
final class BrowserTest {

    @TempDir private Path scratch;
    private BrowsedHub hub;

    @BeforeEach
    void start() throws IOException {
        hub = BrowsedHub.start(scratch.resolve("hub"));
    }

    @AfterEach
    void stop() {
        if (hub != null) {
            hub.close();
        }
    }

    @Test
    void imagesAreSuggestedWhileOneTypes() {
        Page page = hub.open();
        page.navigate(hub.at("/"));
        page.locator("#hero-q").pressSequentially("ngi");

        assertThat(page.locator(".suggest a")).hasText("nginx");
        page.click(".suggest a");
        assertThat(page).hasURL(hub.at("/r/nginx"));
    }

    @Test
    void theCommandIsCopied() {
        Page page =
                hub.open(
                        new Browser.NewContextOptions()
                                .setPermissions(List.of("clipboard-read", "clipboard-write")));
        page.navigate(hub.at("/r/nginx/-/tag/latest"));
        page.click("text=Copy");

        assertThat(page.locator("[data-copy]")).hasText("Copied");
        assertThat(page.evaluate("navigator.clipboard.readText()"))
                .isEqualTo("docker pull " + hub.at("/nginx:latest").substring("http://".length()));
    }

    @Test
    void tagsAreInTheOrderOfVersions() {
        Page page = hub.open();
        page.navigate(hub.at("/r/nginx/-/tags"));

        assertThat(page.locator("tbody th a")).hasText(new String[] {"latest", "1.10", "1.9"});
    }

    @Test
    void filesAreShownWithTheirContent() {
        Page page = hub.open();
        page.navigate(hub.at("/r/nginx/-/tag/1.9"));
        page.click("text=Browse the files");
        page.click("text=etc/");
        page.click("text=motd");

        assertThat(page.locator("pre.text")).hasText("Welcome to 1.9");
    }

    @Test
    void linksAmongTheFilesLeadOn() {
        Page page = hub.open();
        page.navigate(hub.at("/r/httpd/-/tag/1.5.0"));
        page.click("text=Browse the files");
        page.click("text=→ usr/lib");
        assertThat(page.locator(".crumbs a").last()).hasText("lib");
        page.click("text=→ libssl.so.3");
        assertThat(page.locator(".crumbs")).hasText("/usrliblibssl.so.3");
    }

    @Test
    void anImageIsShownForEachPlatformWithWhatRefersToIt() {
        Page page = hub.open();
        page.navigate(hub.at("/r/httpd/-/tag/1.5.0"));
        assertThat(page.locator("[aria-current=true]")).hasText("linux/amd64");
        assertThat(page.locator("main")).containsText("application/spdx+json");

        page.click("text=linux/arm64");
        assertThat(page.locator("[aria-current=true]")).hasText("linux/arm64");
        assertThat(page.locator("main"))
                .containsText("application/vnd.dev.cosign.artifact.sig.v1+json");
        assertThat(page.locator("main")).not().containsText("application/spdx+json");
    }

    @Test
    void aDifferenceNamesWhatChanged() {
        Page page = hub.open();
        page.navigate(hub.at("/r/nginx/-/compare?from=1.9&to=1.10"));

        assertThat(page.locator(".changes code")).containsText(new String[] {"/etc/motd"});
    }

    /// All forms work where scripts are off.
    @Test
    void ownersDescribeAndStarAndDeleteWithoutScript() {
        Page page = hub.open(new Browser.NewContextOptions().setJavaScriptEnabled(false));
        hub.login(page);
        page.navigate(hub.at("/r/nginx/-/settings"));
        page.fill("[name=summary]", "A web server");
        page.fill("[name=description]", "# Usage\n\nRun **it**.");
        page.fill("[name=categories]", "web proxy");
        page.click("text=Save");
        page.click("text=Overview");
        assertThat(page.locator(".prose strong")).hasText("it");
        assertThat(page.locator(".title + .summary")).hasText("A web server");

        page.click("button.star");
        assertThat(page.locator("button.star b")).hasText("1");

        page.navigate(hub.at("/r/nginx/-/tags"));
        page.check("[value='1.9']");
        page.click("text=Delete chosen tags");
        assertThat(page.locator("tbody th a")).hasText(new String[] {"latest", "1.10"});

        page.navigate(hub.at("/explore?category=proxy"));
        assertThat(page.locator(".card h3")).containsText(new String[] {"nginx"});
    }

    @Test
    void aTagIsMovedBack() throws IOException {
        hub.push("nginx:latest", "etc/motd", "Broken\n");
        Page page = hub.open();
        hub.login(page);
        page.navigate(hub.at("/r/nginx/-/history?tag=latest"));
        page.click("text=Move it back here");

        assertThat(page.locator(".notice")).hasText("The tag was moved.");
        page.navigate(hub.at("/r/nginx/-/tag/latest"));
        page.click("text=Browse the files");
        page.click("text=etc/");
        page.click("text=motd");
        assertThat(page.locator("pre.text")).hasText("Welcome to latest");
    }

    /// The policy, too, would stop it; here nothing may come so far.
    @Test
    void aDescriptionRunsNoScript() {
        Page page = hub.open();
        var said = new ArrayList<String>();
        page.onDialog(
                dialog -> {
                    said.add(dialog.message());
                    dialog.dismiss();
                });
        page.onConsoleMessage(message -> said.add(message.text()));
        hub.login(page);
        page.navigate(hub.at("/r/nginx/-/settings"));
        page.fill(
                "[name=description]",
                """
                <script>alert(1)</script> <img src=x onerror=alert(2)>
                [link](javascript:alert(3)) <a href="data:text/html,x" onclick="alert(4)">five</a>
                <svg onload=alert(6)> <iframe src="/"></iframe> <form action="/logout"></form>
                **bold**
                """);
        page.click("text=Save");
        page.click("text=Overview");

        assertThat(page.locator(".prose strong")).hasText("bold");
        assertThat(page.locator(".prose :is(script, img, iframe, svg, form, [onclick])"))
                .hasCount(0);
        assertThat(page.locator(".prose a[href^='javascript'], .prose a[href^='data']"))
                .hasCount(0);
        assertThat(said).isEmpty();
    }

    @Test
    void peopleSignUpAndChangeTheirPasswords() {
        Page page = hub.open();
        page.navigate(hub.at("/signup"));
        page.fill("main input[name=name]", "ada");
        page.fill("main input[name=password]", "analytical engine");
        page.click("main button");
        assertThat(page.locator("nav[aria-label=Main]")).containsText("ada");

        page.navigate(hub.at("/settings"));
        page.fill("[name=present]", "analytical engine");
        page.fill("main input[type=password][name=password]", "difference engine");
        page.click("text=Change it");
        assertThat(page.locator(".notice")).containsText("password was changed");
        page.click("text=Log out");

        page.navigate(hub.at("/login"));
        page.fill("main input[name=name]", "ada");
        page.fill("main input[name=password]", "difference engine");
        page.click("main button");
        assertThat(page.locator("nav[aria-label=Main]")).containsText("ada");
        Response answer = page.navigate(hub.at("/admin"));
        assertThat(answer.status()).isEqualTo(403);
    }

    @Test
    void aTokenIsShownOnce() {
        Page page = hub.open();
        hub.login(page);
        page.navigate(hub.at("/settings"));
        page.fill("#token-name", "build");
        page.click("text=Make it");
        String token = page.locator(".notice code").textContent();
        assertThat(token).hasSizeGreaterThan(40);
        page.navigate(hub.at("/settings"));

        assertThat(page.locator("tbody th")).hasText("build");
        assertThat(page.content()).doesNotContain(token);
    }
}

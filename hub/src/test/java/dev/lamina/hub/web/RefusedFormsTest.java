package dev.lamina.hub.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamina.http.raw.RawHttp;
import dev.lamina.hub.TestHub;
import dev.lamina.hub.access.TeamHub;
import dev.lamina.hub.settings.PeopleSettings;
import dev.lamina.hub.settings.SignUpMode;
import dev.lamina.image.Bytes;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// A form that is refused is shown again: what was typed is still there, and what is wrong stands beside
/// its field.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class RefusedFormsTest {

    private static final Bytes CONFIG = Bytes.utf8("{}");
    private static final Bytes LAYER = Bytes.utf8("layer");

    @TempDir private static Path directory;

    private TeamHub hub;
    private PageClient owner;

    @BeforeAll
    void start() throws IOException {
        hub = TeamHub.start(directory);
        hub.push("team/app", "1", CONFIG, LAYER, TestHub.manifest(CONFIG, LAYER, ""));
        owner = PageClient.login(hub.http(), "owner", TeamHub.PASSWORD);
    }

    @AfterAll
    void stop() {
        hub.close();
    }

    /// @param id of the field that is at fault
    private static void expect(RawHttp.Answer answer, int status, String id, String... parts) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
        assertThat(answer.text())
                .contains(" id=\"" + id + "\"")
                .contains("aria-invalid=\"true\" aria-describedby=\"" + id + "-fault\"")
                .contains("<p class=\"fault\" id=\"" + id + "-fault\"")
                .containsOnlyOnce("class=\"fault\"")
                .satisfies(text -> List.of(parts).forEach(part -> assertThat(text).contains(part)));
    }

    private static String chosen(String value) {
        return "<option value=\"" + value + "\" selected>";
    }

    @Test
    void aNewRepository() throws IOException {
        expect(
                owner.post("/new/repository", "owner", "team", "name", "No Name", "private", "1"),
                422,
                "repository-name",
                "value=\"No Name\"",
                "name=\"private\" value=\"1\" checked",
                "<option selected>team</option>");
        expect(
                owner.post("/new/repository", "owner", "team", "name", "app"),
                409,
                "repository-name",
                "value=\"app\"",
                "There is a repository team/app already.");
        expect(
                owner.post("/new/repository", "owner", "team", "name", "app/tags"),
                422,
                "repository-name",
                "reserved part");
    }

    /// Names that read as something else.
    @Test
    void hiddenCharacters() throws IOException {
        String name = "admin\u202Enimda";
        expect(owner.post("/settings/name", "name", name), 422, "full-name-name");
        expect(owner.post("/settings/token", "name", name, "right", "READ"), 422, "token-name");
        expect(owner.post("/r/team/app/-/settings", "licence", name), 422, "describe-licence");
    }

    @Test
    void aNewOrganisation() throws IOException {
        expect(
                owner.post("/new/organisation", "name", "team"),
                422,
                "organisation-name",
                "value=\"team\"",
                "the name is taken");
    }

    @Test
    void aDescription() throws IOException {
        expect(
                owner.post(
                        "/r/team/app/-/settings",
                        "summary",
                        "Short",
                        "description",
                        "\nLong <b>",
                        "source",
                        "javascript:alert(1)",
                        "licence",
                        "MIT",
                        "categories",
                        "one two",
                        "rules",
                        "v*"),
                422,
                "describe-source",
                "value=\"Short\"",
                "\n\nLong &lt;b&gt;</textarea>",
                "value=\"javascript:alert(1)\"",
                "value=\"MIT\"",
                "value=\"one two\"",
                "value=\"v*\"");
        expect(
                owner.post("/r/team/app/-/settings", "categories", "No Category"),
                422,
                "describe-categories");
        expect(owner.post("/r/team/app/-/settings", "rules", "/"), 422, "describe-rules");
        expect(
                owner.post("/r/team/app/-/remove", "name", "other"),
                400,
                "remove-name",
                "value=\"other\"");
    }

    @Test
    void aToken() throws IOException {
        String name = "x".repeat(61);
        expect(
                owner.post("/settings/token", "name", name, "right", "WRITE", "days", "365"),
                422,
                "token-name",
                "value=\"" + name + "\"",
                chosen("WRITE"),
                chosen("365"));
    }

    @Test
    void aNameAndAPassword() throws IOException {
        String name = "y".repeat(101);
        expect(
                owner.post("/settings/name", "name", name),
                422,
                "full-name-name",
                "value=\"" + name + "\"");
        RawHttp.Answer wrong =
                owner.post("/settings/password", "present", "qwertz", "password", "asdfghjklq");
        expect(wrong, 403, "password-present");
        assertThat(wrong.text()).doesNotContain("qwertz", "asdfghjklq");
        RawHttp.Answer weak =
                owner.post("/settings/password", "present", TeamHub.PASSWORD, "password", "qwertz");
        expect(weak, 422, "password-password");
        assertThat(weak.text()).doesNotContain("qwertz", TeamHub.PASSWORD);
    }

    @Test
    void anAccountOfTheAdministrators() throws IOException {
        PageClient admin = PageClient.login(hub.http(), "admin", TeamHub.PASSWORD);
        expect(admin.post("/admin/add", "name", "No Name"), 422, "add-name", "value=\"No Name\"");
        RawHttp.Answer last = admin.post("/admin/change", "name", "admin", "change", "demote");
        assertThat(last.status()).isEqualTo(422);
        assertThat(last.text()).contains("<p class=\"error\" role=\"alert\">administrators:");
    }

    @Test
    void anOrganisationsForms() throws IOException {
        expect(
                owner.post("/u/team/put-member", "name", "none", "owner", "1"),
                422,
                "put-member-name",
                "value=\"none\"",
                "name=\"owner\" value=\"1\" checked");
        expect(
                owner.post("/u/team/add-team", "team", "No Team"),
                422,
                "add-team-team",
                "value=\"No Team\"");
        expect(
                owner.post("/u/team/add-to-team", "team", "writers", "name", "stranger"),
                422,
                "in-team-writers-name",
                "value=\"stranger\"");
        expect(
                owner.post(
                        "/u/team/grant",
                        "team",
                        "writers",
                        "repository",
                        "owner/app",
                        "right",
                        "ADMIN"),
                422,
                "grant-writers-repository",
                "value=\"owner/app\"",
                chosen("ADMIN"));
        expect(
                owner.post(
                        "/u/team/add-robot", "robot", "No", "repository", "app", "right", "WRITE"),
                422,
                "add-robot-robot",
                "value=\"No\"",
                "value=\"app\"",
                chosen("WRITE"));
        expect(
                owner.post(
                        "/u/team/add-robot", "robot", "ci", "repository", "a/b/", "right", "WRITE"),
                422,
                "add-robot-repository",
                "value=\"ci\"",
                "value=\"a/b/\"");
        for (RawHttp.Answer answer :
                new RawHttp.Answer[] {
                    owner.post("/u/team/remove-member", "name", "owner"),
                    owner.post("/u/team/add-to-team", "team", "gone", "name", "reader")
                }) {
            assertThat(answer.status()).isEqualTo(422);
            assertThat(answer.text()).contains("<p class=\"error\" role=\"alert\">");
        }
    }

    @Test
    void aSignUp(@TempDir Path other) throws IOException {
        var settings =
                TestHub.settings(other)
                        .withPeople(
                                new PeopleSettings(
                                        SignUpMode.INVITATION, Optional.of(TeamHub.PASSWORD)));
        try (TestHub strange = TestHub.start(settings)) {
            PageClient admin = PageClient.login(strange.http(), "admin", TeamHub.PASSWORD);
            String page = admin.post("/admin/invite").text();
            String invitation = page.replaceAll("(?s).*invitation&#x3D;([^<]+)</code>.*", "$1");
            PageClient nobody = PageClient.anonymous(strange.http());
            for (String[] wrong :
                    List.of(
                            new String[] {"No Name", "qwertzuiopq", invitation, "name"},
                            new String[] {"ada", "qwertz", invitation, "password"},
                            new String[] {"ada", "qwertzuiopq", "none", "invitation"})) {
                RawHttp.Answer answer =
                        nobody.post(
                                "/signup",
                                "name",
                                wrong[0],
                                "password",
                                wrong[1],
                                "invitation",
                                wrong[2]);
                expect(
                        answer,
                        422,
                        "signup-" + wrong[3],
                        "value=\"" + wrong[0] + "\"",
                        "value=\"" + wrong[2] + "\"");
                assertThat(answer.text()).doesNotContain("qwertz");
            }
        }
    }

    @Test
    void aLogin() throws IOException {
        RawHttp.Answer answer =
                PageClient.anonymous(hub.http())
                        .post("/login", "name", "reader", "password", "qwertz");

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.text())
                .contains("value=\"reader\"", "Account or password are wrong.")
                .doesNotContain("qwertz");
    }

    @Test
    void aLoginThatIsNotTriedShowsItsForm() throws IOException {
        PageClient nobody = PageClient.anonymous(hub.http());
        RawHttp.Answer answer = nobody.post("/login", "name", "ada", "password", "qwertz");
        for (int i = 0; answer.status() == 403 && i < 10; i++) {
            answer = nobody.post("/login", "name", "ada", "password", "qwertz");
        }

        assertThat(answer.status()).isEqualTo(429);
        assertThat(answer.header("Retry-After")).matches("[1-9]\\d*");
        assertThat(answer.text())
                .contains("action=\"/login\"", "value=\"ada\"")
                .contains("<p class=\"error\" role=\"alert\">login: too many attempts have failed")
                .doesNotContain("qwertz");
    }

    @Test
    void aPasswordThatIsNotTriedShowsItsForm() throws IOException {
        PageClient writer = PageClient.login(hub.http(), "writer", TeamHub.PASSWORD);
        String[] form = {"present", "qwertz", "password", "asdfghjklq"};
        RawHttp.Answer answer = writer.post("/settings/password", form);
        for (int i = 0; answer.status() == 403 && i < 10; i++) {
            answer = writer.post("/settings/password", form);
        }

        expect(answer, 429, "password-present", "login: too many attempts have failed");
        assertThat(answer.header("Retry-After")).matches("[1-9]\\d*");
    }
}

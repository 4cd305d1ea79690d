package dev.lamina.hub.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamina.http.raw.RawHttp;
import dev.lamina.hub.TestHub;
import dev.lamina.hub.access.TeamHub;
import dev.lamina.image.Bytes;
import dev.lamina.image.Digest;
import dev.lamina.image.json.Json;
import dev.lamina.image.json.JsonObject;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What owners do with an organisation on its pages, and what others cannot.
final class OrganisationFormsTest {

    private static final Bytes CONFIG = Bytes.utf8("{}");
    private static final Bytes LAYER = Bytes.utf8("layer");
    private static final Bytes MANIFEST = TestHub.manifest(CONFIG, LAYER, "");
    private static final Pattern TOKEN = Pattern.compile("<code>(lamina_[^<]+)</code>");

    @TempDir private Path directory;

    private TeamHub hub;
    private PageClient owner;

    @BeforeEach
    void start() throws IOException {
        hub = TeamHub.start(directory);
        owner = login("owner");
    }

    @AfterEach
    void stop() {
        hub.close();
    }

    private PageClient login(String name) throws IOException {
        return PageClient.login(hub.http(), name, TeamHub.PASSWORD);
    }

    private static void expect(int status, RawHttp.Answer answer) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
    }

    private String membersOf(String organisation) throws IOException {
        RawHttp.Answer answer = owner.get("/u/" + organisation + "/members");
        expect(200, answer);
        return answer.text();
    }

    @Test
    void whoMakesAnOrganisationOwnsIt() throws IOException {
        PageClient stranger = login("stranger");
        RawHttp.Answer made = stranger.post("/new/organisation", "name", "guild");

        expect(303, made);
        assertThat(made.header("Location")).isEqualTo("/u/guild/members?done=created");
        assertThat(stranger.get("/u/guild/members").text())
                .contains(">stranger</a> <span class=\"badge official\">owner</span>");
        expect(403, owner.get("/u/guild/members"));
        expect(303, stranger.post("/new/repository", "owner", "guild", "name", "app"));
        expect(200, stranger.get("/r/guild/app/-/settings"));
    }

    @ParameterizedTest
    @CsvSource({"team", "owner", "Team", "x", "team+robot", "new", "a/b"})
    void anOrganisationNeedsANameOfItsOwn(String name) throws IOException {
        expect(422, owner.post("/new/organisation", "name", name));
    }

    @Test
    void aMemberSeesWhatIsPrivateUntilItIsRemoved() throws IOException {
        hub.push("team/secret", "1", CONFIG, LAYER, MANIFEST);
        hub.hide("team/secret");
        PageClient stranger = login("stranger");
        expect(404, stranger.get("/r/team/secret"));

        expect(303, owner.post("/u/team/put-member", "name", "stranger"));
        expect(200, stranger.get("/r/team/secret"));
        expect(403, stranger.get("/u/team/members"));

        expect(303, owner.post("/u/team/remove-member", "name", "stranger"));
        expect(404, stranger.get("/r/team/secret"));
        assertThat(membersOf("team")).doesNotContain("stranger");
    }

    @Test
    void aSecondOwnerMayTakeOver() throws IOException {
        expect(303, owner.post("/u/team/put-member", "name", "reader", "owner", "1"));
        PageClient reader = login("reader");

        expect(303, reader.post("/u/team/remove-member", "name", "owner"));
        expect(403, owner.get("/u/team/members"));
    }

    @Test
    void theLastOwnerStays() throws IOException {
        expect(422, owner.post("/u/team/remove-member", "name", "owner"));
        expect(422, owner.post("/u/team/put-member", "name", "owner"));

        assertThat(membersOf("team"))
                .contains(">owner</a> <span class=\"badge official\">owner</span>");
        // Administrators of the hub have no other rule.
        expect(422, login("admin").post("/u/team/remove-member", "name", "owner"));
    }

    @Test
    void onlyPeopleBecomeMembers() throws IOException {
        expect(303, owner.post("/new/organisation", "name", "guild"));

        expect(422, owner.post("/u/team/put-member", "name", "guild"));
        expect(422, owner.post("/u/team/put-member", "name", "nobody-has-this-name"));
    }

    @Test
    void aTeamGivesItsMembersWhatItIsGranted() throws IOException {
        hub.push("team/app", "1", CONFIG, LAYER, MANIFEST);
        hub.push("team/other", "1", CONFIG, LAYER, MANIFEST);
        PageClient reader = login("reader");
        expect(303, owner.post("/u/team/add-team", "team", "keepers"));
        expect(303, owner.post("/u/team/add-to-team", "team", "keepers", "name", "reader"));
        expect(403, reader.get("/r/team/app/-/settings"));

        // A name without an account is one of the organisation's.
        expect(303, grant("keepers", "app", "ADMIN"));
        expect(200, reader.get("/r/team/app/-/settings"));
        expect(403, reader.get("/r/team/other/-/settings"));
        assertThat(membersOf("team"))
                .contains("<h3>keepers</h3><dl><dt>Members</dt><dd>reader</dd>", "admin: team/app");

        expect(303, grant("keepers", "team/app", "NONE"));
        expect(403, reader.get("/r/team/app/-/settings"));

        expect(303, grant("keepers", "", "ADMIN"));
        expect(200, reader.get("/r/team/other/-/settings"));
        expect(303, owner.post("/u/team/take-from-team", "team", "keepers", "name", "reader"));
        expect(403, reader.get("/r/team/other/-/settings"));

        expect(303, owner.post("/u/team/add-to-team", "team", "keepers", "name", "reader"));
        expect(303, owner.post("/u/team/remove-team", "team", "keepers"));
        expect(403, reader.get("/r/team/other/-/settings"));
        assertThat(membersOf("team")).doesNotContain("keepers");
    }

    private RawHttp.Answer grant(String team, String repository, String right) throws IOException {
        return owner.post("/u/team/grant", "team", team, "repository", repository, "right", right);
    }

    @Test
    void whoLeavesTheOrganisationLeavesItsTeams() throws IOException {
        expect(303, owner.post("/u/team/remove-member", "name", "writer"));
        expect(303, owner.post("/u/team/put-member", "name", "writer"));

        assertThat(membersOf("team"))
                .contains("<h3>writers</h3><dl><dt>Members</dt><dd>nobody</dd>");
    }

    @Test
    void aTeamHasOnlyMembersAndRepositoriesOfItsOrganisation() throws IOException {
        expect(422, owner.post("/u/team/add-to-team", "team", "writers", "name", "stranger"));
        expect(422, owner.post("/u/team/add-to-team", "team", "none", "name", "reader"));
        expect(422, owner.post("/u/team/add-team", "team", "writers"));
        expect(422, owner.post("/u/team/add-team", "team", "No Team"));
        expect(422, grant("writers", "owner/app", "ADMIN"));
        expect(422, grant("writers", "No Repository", "ADMIN"));
        expect(422, grant("none", "app", "ADMIN"));
    }

    @Test
    void aRobotPushesWhereItMayAndNowhereElse() throws IOException {
        hub.push("team/other", "1", CONFIG, LAYER, MANIFEST);
        String token = addRobot("ci", "app", "WRITE");

        // Shown once.
        assertThat(membersOf("team")).contains("team+ci", "write: team/app").doesNotContain(token);
        assertThat(push("team/app", token)).isEqualTo(201);
        assertThat(push("team/other", token)).isEqualTo(401);
        assertThat(push("owner/app", token)).isEqualTo(401);
        expect(200, hub.http().get("/v2/team/app/manifests/1"));

        expect(303, owner.post("/u/team/remove-robot", "robot", "team+ci"));
        assertThat(push("team/app", token)).isEqualTo(401);
        assertThat(membersOf("team")).doesNotContain("team+ci");
    }

    private String addRobot(String name, String repository, String right) throws IOException {
        RawHttp.Answer made =
                owner.post(
                        "/u/team/add-robot",
                        "robot",
                        name,
                        "repository",
                        repository,
                        "right",
                        right);
        expect(200, made);
        Matcher token = TOKEN.matcher(made.text());
        assertThat(token.find()).as(made.text()).isTrue();
        return token.group(1);
    }

    /// Logs in at the token service and pushes, as clients do; returns the status of the first
    /// request that is refused, or of the last.
    private int push(String repository, String secret) throws IOException {
        RawHttp.Answer login =
                hub.http()
                        .get(
                                "/token?service=x&scope=repository:" + repository + ":pull,push",
                                TeamHub.basic("team+ci", secret));
        if (login.status() != 200) {
            return login.status();
        }
        String bearer =
                "Authorization: Bearer "
                        + JsonObject.of(Json.parse(login.body(), "token"), "token")
                                .requiredString("token");
        for (Bytes blob : List.of(CONFIG, LAYER)) {
            String path = "/v2/" + repository + "/blobs/uploads/?digest=" + Digest.of(blob);
            RawHttp.Answer answer = hub.http().send("POST", path, blob, bearer);
            if (answer.status() != 201) {
                return answer.status();
            }
        }
        return hub.http()
                .send(
                        "PUT",
                        "/v2/" + repository + "/manifests/1",
                        MANIFEST,
                        bearer,
                        "Content-Type: " + TestHub.MANIFEST)
                .status();
    }

    @Test
    void aRobotThatOnlyReadsDoesNotPush() throws IOException {
        assertThat(push("team/app", addRobot("ci", "", "READ"))).isEqualTo(401);
    }

    @Test
    void aRefusedRobotLeavesNothingBehind() throws IOException {
        for (String[] fields :
                List.of(
                        new String[] {"ci", "app", "NONE", "400"},
                        new String[] {"CI", "app", "READ", "422"},
                        new String[] {"ci", "owner/app", "READ", "422"},
                        new String[] {"ci", "No Repository", "READ", "422"})) {
            RawHttp.Answer answer =
                    owner.post(
                            "/u/team/add-robot",
                            "robot",
                            fields[0],
                            "repository",
                            fields[1],
                            "right",
                            fields[2]);
            expect(Integer.parseInt(fields[3]), answer);
        }
        assertThat(membersOf("team")).doesNotContain("team+");
        addRobot("ci", "app", "READ");
        expect(
                422,
                owner.post("/u/team/add-robot", "robot", "ci", "repository", "", "right", "READ"));
    }

    /// Also one whose team may do everything with the repositories: an organisation is its owners'.
    @Test
    void whoIsNoOwnerChangesNothing() throws IOException {
        expect(303, grant("writers", "", "ADMIN"));
        String before = membersOf("team");
        for (String name : List.of("stranger", "reader", "writer")) {
            PageClient other = login(name);
            expect(403, other.get("/u/team/members"));
            expect(403, other.post("/u/team/put-member", "name", name, "owner", "1"));
            expect(403, other.post("/u/team/remove-member", "name", "reader"));
            expect(403, other.post("/u/team/add-team", "team", "mine"));
            expect(403, other.post("/u/team/remove-team", "team", "writers"));
            expect(403, other.post("/u/team/add-to-team", "team", "writers", "name", name));
            expect(403, other.post("/u/team/take-from-team", "team", "writers", "name", "writer"));
            expect(
                    403,
                    other.post(
                            "/u/team/grant", "team", "writers", "repository", "", "right", "NONE"));
            expect(
                    403,
                    other.post(
                            "/u/team/add-robot", "robot", "ci", "repository", "", "right", "READ"));
            expect(403, other.post("/u/team/remove-robot", "robot", "team+ci"));
        }

        assertThat(membersOf("team")).isEqualTo(before);
    }

    @Test
    void aPersonHasNoMembers() throws IOException {
        for (PageClient anybody : List.of(owner, login("admin"), login("stranger"))) {
            expect(404, anybody.get("/u/owner/members"));
            expect(404, anybody.post("/u/owner/put-member", "name", "stranger"));
            expect(404, anybody.post("/u/owner/add-team", "team", "friends"));
        }
    }

    @Test
    void onlyMembersSeeWhoIsAMember() throws IOException {
        for (String path : List.of("/u/team", "/u/writer")) {
            String other = path.equals("/u/team") ? "/u/writer" : "/u/team";
            assertThat(PageClient.anonymous(hub.http()).get(path).text())
                    .as(path)
                    .doesNotContain(other);
            assertThat(login("stranger").get(path).text()).as(path).doesNotContain(other);
            for (String name : List.of("reader", "writer", "owner", "admin")) {
                assertThat(login(name).get(path).text()).as(path + name).contains(other);
            }
        }
    }
}

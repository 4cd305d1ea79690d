package dev.lamina.hub.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamina.http.raw.RawHttp;
import dev.lamina.hub.TestHub;
import dev.lamina.hub.access.TeamHub;
import dev.lamina.image.Bytes;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The robots of a person, and of an organisation.
final class RobotFormsTest {

    private static final Pattern TOKEN = Pattern.compile("data-copy=\"(lamina_[A-Za-z0-9_-]+)\"");
    private static final Bytes CONFIG =
            Bytes.utf8(
                    "{\"architecture\":\"amd64\",\"os\":\"linux\",\"rootfs\":{\"type\":\"layers\",\"diff_ids\":[]}}");
    private static final Bytes LAYER = Bytes.utf8("layer");

    @TempDir private Path directory;
    private TeamHub hub;
    private PageClient owner;

    @BeforeEach
    void start() throws IOException {
        hub = TeamHub.start(directory);
        Bytes manifest = TestHub.manifest(CONFIG, LAYER, "");
        for (String repository : new String[] {"owner/app", "owner/other", "team/app"}) {
            hub.push(repository, "1", CONFIG, LAYER, manifest);
            hub.hide(repository);
        }
        owner = PageClient.login(hub.http(), "owner", TeamHub.PASSWORD);
    }

    @AfterEach
    void stop() {
        hub.close();
    }

    private static String token(RawHttp.Answer answer) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        Matcher token = TOKEN.matcher(answer.text());
        assertThat(token.find()).as(answer.text()).isTrue();
        return token.group(1);
    }

    /// Returns the status with which a robot is answered that asks for a private image.
    private int pull(String robot, String token, String repository) throws IOException {
        return hub.http()
                .get("/v2/" + repository + "/manifests/1", TeamHub.basic(robot, token))
                .status();
    }

    @ParameterizedTest
    @CsvSource({
        "/settings/, /settings,       owner, owner/app, team/app",
        "/u/team/,   /u/team/members, team,  team/app,  owner/app"
    })
    void aRobotIsAddedRenewedAndRemoved(
            String action, String page, String account, String mine, String others)
            throws IOException {
        String robot = account + "+ci";
        String first = token(owner.post(action + "add-robot", "robot", "ci", "right", "READ"));
        assertThat(pull(robot, first, mine)).isEqualTo(200);
        assertThat(pull(robot, first, others)).isNotEqualTo(200);
        assertThat(owner.get(page).text())
                .contains(robot, "read: all repositories")
                .doesNotContain(first);

        String second = token(owner.post(action + "renew-robot", "robot", robot));
        assertThat(second).isNotEqualTo(first);
        assertThat(pull(robot, first, mine)).isEqualTo(401);
        assertThat(pull(robot, second, mine)).isEqualTo(200);
        assertThat(owner.get(page).text()).doesNotContain(second);

        assertThat(owner.post(action + "remove-robot", "robot", robot).status()).isEqualTo(303);
        assertThat(pull(robot, second, mine)).isEqualTo(401);
        assertThat(owner.get(page).text()).doesNotContain(robot);
    }

    @Test
    void aRobotOfAPersonUsesTheRepositoryThatItWasGiven() throws IOException {
        String token =
                token(
                        owner.post(
                                "/settings/add-robot",
                                "robot",
                                "ci",
                                "repository",
                                "app",
                                "right",
                                "READ"));

        assertThat(owner.get("/settings").text()).contains("read: owner/app");
        assertThat(pull("owner+ci", token, "owner/app")).isEqualTo(200);
        assertThat(pull("owner+ci", token, "owner/other")).isNotEqualTo(200);
    }

    @Test
    void robotsOfOthersAreOutOfReach() throws IOException {
        String token = token(owner.post("/settings/add-robot", "robot", "ci", "right", "READ"));
        PageClient reader = PageClient.login(hub.http(), "reader", TeamHub.PASSWORD);

        assertThat(reader.post("/settings/renew-robot", "robot", "owner+ci").status())
                .isEqualTo(404);
        reader.post("/settings/remove-robot", "robot", "owner+ci");

        assertThat(reader.get("/settings").text()).doesNotContain("owner+ci");
        assertThat(pull("owner+ci", token, "owner/app")).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        "No, '',       add-robot-robot",
        "ci, team/app, add-robot-repository",
        "ci, a/b/,     add-robot-repository"
    })
    void aRefusedRobotShowsItsForm(String name, String repository, String field)
            throws IOException {
        RawHttp.Answer answer =
                owner.post(
                        "/settings/add-robot",
                        "robot",
                        name,
                        "repository",
                        repository,
                        "right",
                        "WRITE");

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.text())
                .contains("id=\"" + field + "-fault\"", "value=\"" + name + "\"")
                .contains("<option value=\"WRITE\" selected>");
    }
}

package dev.lamina.hub.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamina.http.raw.RawHttp;
import dev.lamina.hub.access.TeamHub;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// How long the token of a robot lasts. That one which has ended opens nothing is in the tables of routes.
final class RobotExpiryTest {

    private static final Pattern UNTIL =
            Pattern.compile("team\\+ci</th>.*?until (\\d{4}-\\d\\d-\\d\\d) (\\d\\d:\\d\\d) UTC<");

    @TempDir private Path directory;

    private TeamHub hub;
    private PageClient owner;

    @BeforeEach
    void start() throws IOException {
        hub = TeamHub.start(directory);
        owner = PageClient.login(hub.http(), "owner", TeamHub.PASSWORD);
    }

    @AfterEach
    void stop() {
        hub.close();
    }

    private String add(String days) throws IOException {
        RawHttp.Answer made =
                owner.post(
                        "/u/team/add-robot",
                        "robot",
                        "ci",
                        "repository",
                        "",
                        "right",
                        "READ",
                        "days",
                        days);
        assertThat(made.status()).as(made.text()).isEqualTo(200);
        return made.text();
    }

    @Test
    void aTokenEndsAfterTheChosenDays() throws IOException {
        expectThirtyDays(add("30"));
    }

    @Test
    void aNewTokenLastsAsLongAsTheOldOne() throws IOException {
        add("30");

        RawHttp.Answer renewed = owner.post("/u/team/renew-robot", "robot", "team+ci");

        assertThat(renewed.status()).isEqualTo(200);
        expectThirtyDays(renewed.text());
    }

    private static void expectThirtyDays(String page) {
        Instant then = Instant.now().plus(Duration.ofDays(30));
        Matcher until = UNTIL.matcher(page);
        assertThat(until.find()).isTrue();
        assertThat(Instant.parse(until.group(1) + "T" + until.group(2) + ":00Z"))
                .isBetween(then.minusSeconds(60), then.plusSeconds(60));
    }

    @Test
    void orNever() throws IOException {
        assertThat(add("never")).contains("team+ci</th>").doesNotContain("until ");
    }

    @Test
    void thePageOffersAYear() throws IOException {
        assertThat(owner.get("/u/team/members").text())
                .contains("<option value=\"365\" selected>a year</option>");
    }
}

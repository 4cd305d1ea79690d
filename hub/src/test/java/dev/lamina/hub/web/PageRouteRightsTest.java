package dev.lamina.hub.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamina.http.raw.RawHttp;
import dev.lamina.hub.access.Asker;
import dev.lamina.hub.access.RightsHub;
import dev.lamina.hub.account.Right;
import dev.lamina.hub.account.Sessions;
import dev.lamina.image.Bytes;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// Every page and every form, by everybody, for a public and a private repository.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class PageRouteRightsTest {

    /// Somebody with a browser.
    ///
    /// @param account whose session it shows; empty for none
    private enum Reader {
        NOBODY("", Right.READ, Right.NONE),
        STRANGER("stranger", Right.READ, Right.NONE),
        READER("reader", Right.READ, Right.READ),
        WRITER("writer", Right.WRITE, Right.WRITE),
        OWNER("owner", Right.ADMIN, Right.ADMIN),
        /// Of the hub.
        ADMIN("admin", Right.ADMIN, Right.ADMIN),
        /// An owner who must change the password first.
        FRESH("fresh", Right.READ, Right.NONE),
        // What follows is nobody: sessions that open nothing, and what opens other doors only.
        DISABLED("", Right.READ, Right.NONE),
        UNUSED("", Right.READ, Right.NONE),
        TOO_OLD("", Right.READ, Right.NONE),
        WITH_PASSWORD("", Right.READ, Right.NONE),
        WITH_TOKEN("", Right.READ, Right.NONE),
        WITH_TOKEN_AS_SESSION("", Right.READ, Right.NONE);

        private final String account;
        private final Right open;
        private final Right closed;

        Reader(String account, Right open, Right closed) {
            this.account = account;
            this.open = open;
            this.closed = closed;
        }

        Right right(String repository) {
            return repository.equals(RightsHub.OPEN) ? open : closed;
        }
    }

    /// What a page or form needs.
    private enum Needed {
        NOTHING,
        LOGIN,
        /// To own the organisation.
        OWNER,
        /// To administer the hub.
        HUB,
        READ,
        /// To read it, and a login.
        READ_AND_LOGIN,
        WRITE,
        ADMIN,
        /// To make repositories in the account.
        MAKE
    }

    /// A request, what it needs, and how it is answered if that is there.
    private record Row(String method, String pattern, Needed needed, int status, String fields) {

        static Row of(String line) {
            String[] cells = line.strip().split(" +", 5);
            return new Row(
                    cells[0],
                    cells[1],
                    Needed.valueOf(cells[2]),
                    Integer.parseInt(cells[3]),
                    cells.length > 4 ? "&" + cells[4] : "");
        }

        boolean needsLogin() {
            return switch (needed) {
                case LOGIN, HUB, MAKE, READ_AND_LOGIN -> true;
                case NOTHING, OWNER, READ, WRITE, ADMIN -> false;
            };
        }

        boolean isOfRepository() {
            return pattern.contains("REPO");
        }

        boolean isForm() {
            return method.equals("POST");
        }

        /// Returns the route that it is of.
        String route() {
            return method
                    + " "
                    + pattern.replaceFirst("[?].*", "")
                            .replaceFirst("^/r/REPO$", "/r/{repository}/-/")
                            .replaceFirst("^/r/REPO/-/([a-z]*).*", "/r/{repository}/-/$1")
                            .replaceFirst("^/u/team", "/u/{account}");
        }

        /// What is open to whoever must change the password.
        boolean isForFresh() {
            return Set.of("/settings", "/settings/password", "/logout").contains(pattern);
        }
    }

    /// `REPO` is a repository; forms have fields that change little when they are sent by those who may.
    static final List<Row> ROWS =
            """
            GET  /                                   NOTHING         200
            GET  /explore                            NOTHING         200
            GET  /activity                           NOTHING         200
            GET  /login                              NOTHING         200
            POST /login                              NOTHING         303 name=stranger&password=a+good+password
            GET  /signup                             NOTHING         200
            POST /signup                             NOTHING         422 name=somebody&password=a+good+password
            POST /logout                             NOTHING         303
            GET  /settings                           LOGIN           200
            POST /settings/password                  LOGIN           422 present=a+good+password&password=short
            POST /settings/name                      LOGIN           303 name=
            POST /settings/token                     LOGIN           200 name=x&right=READ&days=30
            POST /settings/delete-token              LOGIN           303 id=1000000
            POST /settings/end-tokens                LOGIN           303
            POST /settings/token                     LOGIN           400 name=x&right=READ&days=31
            POST /settings/add-robot                 LOGIN           422 robot=&repository=&right=READ
            POST /settings/renew-robot               LOGIN           404 robot=none%2Bnone
            POST /settings/remove-robot              LOGIN           303 robot=none%2Bnone
            GET  /new                                LOGIN           200
            POST /new/repository                     MAKE            409 owner=team&name=closed
            POST /new/organisation                   LOGIN           422 name=team
            GET  /u/team                             NOTHING         200
            GET  /u/team/members                     OWNER           200
            POST /u/team/put-member                  OWNER           303 name=reader
            POST /u/team/remove-member               OWNER           303 name=stranger
            POST /u/team/add-team                    OWNER           422 team=writers
            POST /u/team/remove-team                 OWNER           303 team=none
            POST /u/team/add-to-team                 OWNER           303 team=writers&name=writer
            POST /u/team/take-from-team              OWNER           303 team=writers&name=reader
            POST /u/team/grant                       OWNER           303 team=writers&repository=&right=WRITE
            POST /u/team/add-robot                   OWNER           422 robot=reads&repository=&right=READ
            POST /u/team/renew-robot                 OWNER           404 robot=team%2Bnone
            POST /u/team/remove-robot                OWNER           303 robot=team%2Bnone
            GET  /admin                              HUB             200
            POST /admin/invite                       HUB             200
            POST /admin/add                          HUB             422 name=reader
            POST /admin/change                       HUB             303 name=stranger&change=enable
            GET  /r/REPO                             READ            200
            GET  /r/REPO/-/tags                      READ            200
            GET  /r/REPO/-/tag/1                     READ            200
            GET  /r/REPO/-/image/MANIFEST            READ            200
            GET  /r/REPO/-/files/MANIFEST            READ            200
            GET  /r/REPO/-/compare?from=1&to=1       READ            200
            GET  /r/REPO/-/history                   READ            200
            GET  /r/REPO/-/settings                  ADMIN           200
            POST /r/REPO/-/settings                  ADMIN           422 licence=%01
            POST /r/REPO/-/star                      READ_AND_LOGIN  303 star=1
            POST /r/REPO/-/move                      WRITE           303 tag=1&digest=MANIFEST
            POST /r/REPO/-/delete                    ADMIN           303 tag=none
            POST /r/REPO/-/remove                    ADMIN           400 name=other
            """
                    .lines()
                    .map(Row::of)
                    .toList();

    @TempDir private static Path directory;

    private RightsHub hub;

    @BeforeAll
    void start() throws IOException {
        hub = RightsHub.start(directory);
    }

    @AfterAll
    void stop() {
        hub.close();
    }

    /// Each request has a session of its own: some end it.
    private String session(Reader reader) throws IOException {
        return switch (reader) {
            case NOBODY, WITH_PASSWORD, WITH_TOKEN -> "";
            case DISABLED -> hub.session("gone");
            case UNUSED -> hub.session("owner", Duration.ofDays(8));
            case TOO_OLD -> hub.session("owner", Duration.ofDays(61));
            case WITH_TOKEN_AS_SESSION ->
                    hub.bearer(Asker.OWNER).replaceFirst("Authorization: Bearer ", "");
            default -> hub.session(reader.account);
        };
    }

    private String proof(Reader reader, String session) throws IOException {
        return switch (reader) {
            case WITH_PASSWORD -> hub.basic(Asker.OWNER_BY_PASSWORD);
            case WITH_TOKEN -> hub.bearer(Asker.OWNER);
            default -> session.isEmpty() ? "X-None: 1" : "Cookie: lamina=" + session;
        };
    }

    private RawHttp.Answer send(Row row, String repository, Reader reader) throws IOException {
        String session = session(reader);
        String token = Sessions.formToken(session.isEmpty() ? "no session" : session);
        return send(row, repository, proof(reader, session), "form=" + token);
    }

    private RawHttp.Answer send(Row row, String repository, String proof, String token)
            throws IOException {
        hub.basic(Asker.NOBODY);
        String path = hub.path(row.pattern(), repository);
        String fields = hub.path(row.fields(), repository);
        return row.isForm()
                ? hub.http()
                        .send(
                                "POST",
                                path,
                                Bytes.utf8(token + fields),
                                proof,
                                "Content-Type: application/x-www-form-urlencoded")
                : hub.http().send(row.method(), path, Bytes.EMPTY, proof);
    }

    private static List<String> repositories(Row row) {
        return row.isOfRepository() ? RightsHub.repositories() : List.of(RightsHub.OPEN);
    }

    @ParameterizedTest
    @FieldSource("ROWS")
    void whoHasTheRightIsAnsweredAndNobodyElse(Row row) throws IOException {
        for (String repository : repositories(row)) {
            for (Reader reader : Reader.values()) {
                RawHttp.Answer answer = send(row, repository, reader);

                assertThat(answer.status())
                        .as("%s of %s by %s: %s", row, repository, reader, answer.text())
                        .isEqualTo(expected(row, reader, repository));
                if (reader == Reader.FRESH && !row.isForFresh()) {
                    assertThat(answer.header("Location")).isEqualTo("/settings");
                } else if (answer.status() == 303) {
                    // A form that was done leads on, too.
                    assertThat(answer.header("Location").startsWith("/login"))
                            .as("%s of %s by %s leads to the login", row, repository, reader)
                            .isEqualTo(row.needsLogin() && reader.account.isEmpty());
                }
            }
        }
    }

    /// 303 leads nobody to the login, and who must change the password to the settings.
    private static int expected(Row row, Reader reader, String repository) {
        if (reader == Reader.FRESH && !row.isForFresh()) {
            return 303;
        }
        Right right = reader.right(repository);
        boolean isLoggedIn = !reader.account.isEmpty();
        return switch (row.needed()) {
            case NOTHING -> row.status();
            case LOGIN -> isLoggedIn ? row.status() : 303;
            case OWNER -> right == Right.ADMIN ? row.status() : 403;
            case HUB -> reader == Reader.ADMIN ? row.status() : isLoggedIn ? 403 : 303;
            case READ, WRITE, ADMIN -> {
                Right needed = Right.valueOf(row.needed().name());
                yield right.includes(needed) ? row.status() : right == Right.NONE ? 404 : 403;
            }
            case READ_AND_LOGIN -> right == Right.NONE ? 404 : 303;
            case MAKE -> right == Right.ADMIN ? row.status() : isLoggedIn ? 403 : 303;
        };
    }

    @ParameterizedTest
    @FieldSource("ROWS")
    void whatIsPrivateLooksAsIfItWereNotThere(Row row) throws IOException {
        if (!row.isOfRepository()) {
            return;
        }
        for (Reader reader : Reader.values()) {
            if (reader.closed == Right.NONE) {
                String session = session(reader);
                assertThat(told(row, RightsHub.CLOSED, reader, session))
                        .as("%s by %s", row, reader)
                        .isEqualTo(told(row, RightsHub.ABSENT, reader, session));
            }
        }
    }

    private String told(Row row, String repository, Reader reader, String session)
            throws IOException {
        String token = Sessions.formToken(session.isEmpty() ? "no session" : session);
        return RightsHub.told(
                send(row, repository, proof(reader, session), "form=" + token), repository);
    }

    /// Also from those who may do it: another site sends it in their name.
    @ParameterizedTest
    @FieldSource("ROWS")
    void aFormWithoutTheTokenOfItsSessionIsRefused(Row row) throws IOException {
        if (!row.isForm()) {
            return;
        }
        String other = Sessions.formToken(hub.session("admin"));
        for (String repository : repositories(row)) {
            for (Reader reader : List.of(Reader.OWNER, Reader.ADMIN, Reader.FRESH)) {
                for (String token :
                        List.of(
                                "",
                                "form=",
                                "form=" + other,
                                "form=" + noSession(),
                                "x=" + other)) {
                    String proof = proof(reader, session(reader));
                    RawHttp.Answer answer = send(row, repository, proof, token);

                    assertThat(answer.status())
                            .as("%s of %s by %s with %s", row, repository, reader, token)
                            .isEqualTo(reader == Reader.FRESH && !row.isForFresh() ? 303 : 403);
                }
            }
        }
        assertThat(send(row, RightsHub.OPEN, "X-None: 1", "form=" + other).status())
                .as("%s by nobody", row)
                .isEqualTo(
                        switch (row.needed()) {
                            case LOGIN, HUB, MAKE -> 303;
                            default -> 403;
                        });
    }

    private static String noSession() {
        return Sessions.formToken("no session");
    }

    @Test
    void everyRouteHasARow() throws Exception {
        var rows = new TreeSet<String>();
        ROWS.forEach(row -> rows.add(row.route()));

        assertThat(rows).isEqualTo(PageRoutes.all());
    }
}

package dev.lamina.hub.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.lamina.http.raw.RawHttp;
import dev.lamina.hub.TestHub;
import dev.lamina.hub.account.AccessTokens;
import dev.lamina.hub.account.Account;
import dev.lamina.hub.account.AccountName;
import dev.lamina.hub.account.Accounts;
import dev.lamina.hub.account.Grant;
import dev.lamina.hub.account.Organisations;
import dev.lamina.hub.account.Right;
import dev.lamina.hub.account.Robots;
import dev.lamina.hub.account.Sessions;
import dev.lamina.hub.account.TestAccounts;
import dev.lamina.hub.catalog.RepositoryName;
import dev.lamina.hub.db.Database;
import dev.lamina.image.Bytes;
import dev.lamina.image.Digest;
import dev.lamina.image.json.Json;
import dev.lamina.image.json.JsonObject;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/// A [TeamHub] with a public and a private repository, and every [Asker].
public final class RightsHub implements AutoCloseable {

    public static final String OPEN = "team/open";
    public static final String CLOSED = "team/closed";

    /// Not there; its name is as long as that of the private one, so that answers can be compared.
    public static final String ABSENT = "team/absent";

    public static final Bytes CONFIG =
            Bytes.utf8(
                    "{\"architecture\":\"amd64\",\"os\":\"linux\",\"rootfs\":{\"type\":\"layers\",\"diff_ids\":[]}}");
    public static final Bytes LAYER = Bytes.utf8("layer");

    /// An image without layers, which pages can show.
    public static final Bytes MANIFEST =
            Bytes.utf8(
                    """
                    {"schemaVersion": 2, "mediaType": "%s", "config": %s, "layers": []}
                    """
                            .formatted(
                                    TestHub.MANIFEST,
                                    TestHub.descriptor(
                                            "application/vnd.oci.image.config.v1+json", CONFIG)));

    private final TeamHub hub;
    private final Database database;
    private final InstantSource clock = InstantSource.system();
    private final Accounts accounts;
    private final AccessTokens tokens;
    private final Map<Asker, String> secrets = new EnumMap<>(Asker.class);

    private RightsHub(TeamHub hub) throws IOException {
        this.hub = hub;
        database = hub.database();
        accounts = TestAccounts.of(database, clock);
        tokens = new AccessTokens(database, clock);
    }

    public static RightsHub start(Path data) throws IOException {
        var hub = new RightsHub(TeamHub.start(data));
        for (String name : List.of(OPEN, CLOSED, "team/other")) {
            hub.hub.push(name, "1", CONFIG, LAYER, MANIFEST);
        }
        hub.hub.hide(CLOSED);
        hub.fill();
        return hub;
    }

    private void fill() throws IOException {
        Account team = account("team");
        for (String name : List.of("fresh", "gone")) {
            accounts.addPerson(name, TeamHub.PASSWORD);
            new Organisations(database, clock).putMember(team, account(name), true);
        }
        var robots = new Robots(database, clock);
        robots.add(team, "reads", List.of(grant(CLOSED, Right.READ)));
        robots.add(team, "writes", List.of(grant(OPEN, Right.WRITE), grant(CLOSED, Right.WRITE)));
        robots.add(team, "other", List.of(grant("team/other", Right.WRITE)));
        robots.add(account("gone"), "robot", List.of(new Grant(Optional.empty(), Right.ADMIN)));
        for (Asker asker : Asker.values()) {
            if (asker != Asker.NOBODY) {
                secrets.put(asker, secret(asker));
            }
        }
        accounts.resetPassword(account("fresh"), TeamHub.PASSWORD);
        accounts.setDisabled(account("gone"), true);
    }

    /// Gives an account new tokens in the place of those that have ended.
    public void renew(String account) throws IOException {
        if (account.isEmpty()) {
            return;
        }
        tokens.endAll(account(account));
        for (Asker asker : Asker.values()) {
            if (asker.account().equals(account)) {
                secrets.put(asker, secret(asker));
            }
        }
    }

    private static Grant grant(String repository, Right right) {
        return new Grant(Optional.of(new RepositoryName(repository)), right);
    }

    private String secret(Asker asker) throws IOException {
        return switch (asker) {
            case OWNER_BY_PASSWORD, FRESH_BY_PASSWORD, DISABLED_BY_PASSWORD -> TeamHub.PASSWORD;
            case OWNER_BY_READING_TOKEN, ADMIN_BY_READING_TOKEN, READING_ROBOT ->
                    token(asker, Right.READ);
            case OWNER_BY_WRITING_TOKEN, WRITING_ROBOT, ROBOT_OF_ANOTHER ->
                    token(asker, Right.WRITE);
            case OWNER_BY_EXPIRED_TOKEN, ROBOT_BY_EXPIRED_TOKEN -> expiredToken(asker);
            case OWNER_BY_WRONG_TOKEN -> token(asker, Right.ADMIN) + "x";
            default -> token(asker, Right.ADMIN);
        };
    }

    private String token(Asker asker, Right right) throws IOException {
        return tokens.add(account(asker.account()), "test", right, Optional.empty());
    }

    private String expiredToken(Asker asker) throws IOException {
        InstantSource yesterday = () -> clock.instant().minus(Duration.ofDays(1));
        return new AccessTokens(database, yesterday)
                .add(
                        account(asker.account()),
                        "test",
                        Right.ADMIN,
                        Optional.of(yesterday.instant().plusSeconds(60)));
    }

    private Account account(String name) throws IOException {
        return accounts.find(new AccountName(name)).orElseThrow();
    }

    public RawHttp http() {
        return hub.http();
    }

    /// Returns how an asker proves who it is by name, and password or token.
    public String basic(Asker asker) throws IOException {
        forgetAttempts();
        return asker == Asker.NOBODY
                ? "X-None: 1"
                : TeamHub.basic(asker.account(), secrets.get(asker));
    }

    /// Wrong credentials are to be refused here, not slowed down.
    private void forgetAttempts() throws IOException {
        database.write(session -> session.update("DELETE FROM login_failures"));
    }

    /// Returns how an asker proves who it is by a token alone.
    public String bearer(Asker asker) {
        return "Authorization: Bearer " + secrets.get(asker);
    }

    /// Returns how an asker proves by the token service what it may do with a repository.
    public String service(Asker asker, String repository) throws IOException {
        String scope = URLEncoder.encode("repository:" + repository + ":pull,push,delete", UTF_8);
        RawHttp.Answer answer = http().get("/token?service=x&scope=" + scope, basic(asker));
        if (answer.status() != 200) {
            throw new IOException("token of " + asker + ": expected 200, got " + answer);
        }
        return "Authorization: Bearer "
                + JsonObject.of(Json.parse(answer.body(), "token"), "token")
                        .requiredString("token");
    }

    /// Begins a session of an account.
    public String session(String account) throws IOException {
        return new Sessions(database, clock).begin(account(account));
    }

    /// Begins a session of an account, as of then.
    public String session(String account, Duration ago) throws IOException {
        InstantSource then = () -> clock.instant().minus(ago);
        return new Sessions(database, then).begin(account(account));
    }

    /// Returns a request's path for a repository, in which `REPO` stands for its name and others for what
    /// is in it. What a request deletes or ends, the owner makes before.
    public String path(String pattern, String repository) throws IOException {
        String path =
                pattern.replace("REPO", repository)
                        .replace("LAYER", Digest.of(LAYER).toString())
                        .replace("MANIFEST", Digest.of(MANIFEST).toString());
        if (path.contains("DOOMED_TAG")) {
            put(repository, "doomed");
            path = path.replace("DOOMED_TAG", "doomed");
        }
        if (path.contains("DOOMED_BLOB")) {
            path = path.replace("DOOMED_BLOB", upload(repository, Bytes.utf8("doomed")));
        }
        if (path.contains("UPLOAD")) {
            String place = owner("POST", "/v2/" + repository + "/blobs/uploads/", Bytes.EMPTY);
            path = path.replace("UPLOAD", place.substring(place.lastIndexOf('/') + 1));
        }
        return path;
    }

    private String upload(String repository, Bytes blob) throws IOException {
        Digest digest = Digest.of(blob);
        owner("POST", "/v2/" + repository + "/blobs/uploads/?digest=" + digest, blob);
        return digest.toString();
    }

    private void put(String repository, String tag) throws IOException {
        owner("PUT", "/v2/" + repository + "/manifests/" + tag, MANIFEST);
    }

    /// Makes a repository, for a request that removes it.
    public void make(String repository) throws IOException {
        upload(repository, CONFIG);
        put(repository, "1");
    }

    private String owner(String method, String path, Bytes body) throws IOException {
        RawHttp.Answer answer =
                http().send(
                                method,
                                path,
                                body,
                                TeamHub.basic("owner", secrets.get(Asker.OWNER)),
                                "Content-Type: " + TestHub.MANIFEST);
        if (answer.status() / 100 != 2) {
            throw new IOException(method + " " + path + ": " + answer.status() + answer.text());
        }
        return answer.header("Location");
    }

    /// Returns the repositories of a table's rows, as far as an asker can be sent to them.
    public static List<String> repositories() {
        return List.of(OPEN, CLOSED);
    }

    /// Returns those who must not learn that the private repository is there.
    public static Stream<Asker> blind() {
        return Stream.of(Asker.values()).filter(asker -> asker.right(CLOSED) == Right.NONE);
    }

    /// Returns all that an answer tells, but for the time, and which repository it is about.
    public static String told(RawHttp.Answer answer, String repository) {
        var headers = new TreeMap<>(answer.headers());
        headers.remove("date");
        return (answer.status() + " " + headers + "\n" + answer.text())
                .replace(repository, "team/...");
    }

    @Override
    public void close() {
        hub.close();
    }
}

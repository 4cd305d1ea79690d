package dev.lamina.hub.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.lamina.http.raw.RawHttp;
import dev.lamina.hub.Hub;
import dev.lamina.hub.TestHub;
import dev.lamina.hub.account.AccessTokens;
import dev.lamina.hub.account.Account;
import dev.lamina.hub.account.AccountName;
import dev.lamina.hub.account.Accounts;
import dev.lamina.hub.account.Grant;
import dev.lamina.hub.account.Organisations;
import dev.lamina.hub.account.Right;
import dev.lamina.hub.account.Teams;
import dev.lamina.hub.account.TestAccounts;
import dev.lamina.hub.catalog.RepositoryName;
import dev.lamina.hub.catalog.repository.Repositories;
import dev.lamina.hub.db.Database;
import dev.lamina.hub.settings.HubSettings;
import dev.lamina.hub.settings.PeopleSettings;
import dev.lamina.hub.settings.SignUpMode;
import dev.lamina.image.Bytes;
import dev.lamina.image.Digest;
import dev.lamina.image.json.Json;
import dev.lamina.image.json.JsonObject;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A hub that needs logins, with the organisation `team`: `owner` owns it, `reader` is a member,
/// `writer` in a team that may push; `stranger` is not in it, `admin` is the hub's administrator.
public final class TeamHub implements AutoCloseable {

    public static final String PASSWORD = "a good password";

    private final Hub hub;
    private final RawHttp http;
    private final Database database;
    private final Map<String, String> tokens = new HashMap<>();

    private TeamHub(Hub hub, Database database) {
        this.hub = hub;
        this.http = new RawHttp(hub.address());
        this.database = database;
    }

    /// How somebody proves who it is.
    public enum Login {
        PASSWORD,
        /// In the place of the password.
        ACCOUNT_TOKEN,
        /// The same, alone.
        BEARER_ACCOUNT_TOKEN,
        /// From the token service, for what the request needs.
        SERVICE_TOKEN
    }

    public static TeamHub start(Path data) throws IOException {
        Hub hub =
                Hub.start(
                        HubSettings.of(HubSettings.parseListen("127.0.0.1:0"), data)
                                .withPeople(
                                        new PeopleSettings(
                                                SignUpMode.CLOSED, Optional.of(PASSWORD))));
        var team = new TeamHub(hub, Database.open(data.resolve("catalog.db")));
        team.fill();
        return team;
    }

    private void fill() throws IOException {
        InstantSource clock = InstantSource.system();
        var accounts = TestAccounts.of(database, clock);
        var organisations = new Organisations(database, clock);
        var teams = new Teams(database);
        var accountTokens = new AccessTokens(database, clock);
        for (String name : List.of("stranger", "reader", "writer", "owner")) {
            accounts.addPerson(name, PASSWORD);
        }
        Account team = organisations.add("team", account(accounts, "owner"));
        teams.add(team, "writers");
        for (String name : List.of("reader", "writer")) {
            organisations.putMember(team, account(accounts, name), false);
        }
        teams.addMember(team, "writers", account(accounts, "writer"));
        teams.grant(team, "writers", new Grant(Optional.empty(), Right.WRITE));
        for (String name : List.of("stranger", "reader", "writer", "owner", "admin")) {
            tokens.put(
                    name,
                    accountTokens.add(
                            account(accounts, name), "test", Right.ADMIN, Optional.empty()));
        }
    }

    private static Account account(Accounts accounts, String name) throws IOException {
        return accounts.find(new AccountName(name)).orElseThrow();
    }

    public RawHttp http() {
        return http;
    }

    Database database() {
        return database;
    }

    public String address() {
        return "127.0.0.1:" + hub.address().getPort();
    }

    /// Returns an account's own token.
    public String token(String account) {
        return tokens.get(account);
    }

    /// Pushes an image as the owner.
    public void push(String repository, String tag, Bytes config, Bytes layer, Bytes manifest)
            throws IOException {
        String[] login = {basic("owner", PASSWORD)};
        for (Bytes blob : List.of(config, layer)) {
            String path = "/v2/" + repository + "/blobs/uploads/?digest=" + Digest.of(blob);
            expect(201, http.send("POST", path, blob, login));
        }
        expect(
                201,
                http.send(
                        "PUT",
                        "/v2/" + repository + "/manifests/" + tag,
                        manifest,
                        login[0],
                        "Content-Type: " + TestHub.MANIFEST));
    }

    private static void expect(int status, RawHttp.Answer answer) throws IOException {
        if (answer.status() != status) {
            throw new IOException("expected " + status + ", got " + answer);
        }
    }

    /// Makes a repository private.
    public void hide(String repository) throws IOException {
        new Repositories(database).setPublic(new RepositoryName(repository), false);
    }

    /// Gives somebody a password that is to be changed.
    public void reset(String account, String password) throws IOException {
        var accounts = TestAccounts.of(database, InstantSource.system());
        accounts.resetPassword(account(accounts, account), password);
    }

    /// Returns the headers by which somebody proves who it is.
    public List<String> headers(String caller, Login login, String path) throws IOException {
        var headers = new ArrayList<String>();
        if (login == Login.SERVICE_TOKEN) {
            headers.add("Authorization: Bearer " + serviceToken(caller, path));
        } else if (!caller.equals("nobody")) {
            headers.add(
                    switch (login) {
                        case PASSWORD -> basic(caller, PASSWORD);
                        case ACCOUNT_TOKEN -> basic(caller, tokens.get(caller));
                        default -> "Authorization: Bearer " + tokens.get(caller);
                    });
        }
        return headers;
    }

    private String serviceToken(String caller, String path) throws IOException {
        String repository = path.replaceAll("^/v2/|/?(manifests|blobs|tags|referrers)/.*$", "");
        String scope = URLEncoder.encode("repository:" + repository + ":pull,push,delete", UTF_8);
        String source = path.contains("from=") ? "&scope=repository:team/closed:pull" : "";
        RawHttp.Answer answer =
                http.get(
                        "/token?service=x&scope=" + scope + source,
                        caller.equals("nobody") ? "X-None: 1" : basic(caller, PASSWORD));
        expect(200, answer);
        return JsonObject.of(Json.parse(answer.body(), "token"), "token").requiredString("token");
    }

    /// Returns the header of a name and a password.
    public static String basic(String name, String password) {
        return "Authorization: Basic "
                + Base64.getEncoder().encodeToString((name + ":" + password).getBytes(UTF_8));
    }

    @Override
    public void close() {
        hub.close();
        database.close();
    }
}

package dev.lamina.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lamina.image.Reference;
import dev.lamina.registry.auth.Credential;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/// Token services and challenges as registries in the field have them: moved, relative, several, or
/// none where there should be one.
final class TokenServicesTest {

    private static final String TAG = "GET https://registry.test/v2/app/manifests/1";
    private static final String ROOT = "GET https://registry.test/v2/";
    private static final Reference IMAGE = Reference.parse("registry.test/app:1");
    private static final Credential ANN = new Credential.Password("ann", "secret");
    private static final String BASIC = "Basic YW5uOnNlY3JldA==";
    private static final String QUERY = "?scope=repository%3Aapp%3Apull&account=ann";
    private static final String ANYONE = "?scope=repository%3Aapp%3Apull";

    private ScriptedPeer world;

    @BeforeEach
    void start() throws IOException {
        world = ScriptedPeer.start();
    }

    @AfterEach
    void stop() throws IOException {
        world.close();
    }

    private static Reply token(String token) {
        return Reply.of(200).body("{\"token\":\"" + token + "\"}");
    }

    private static Reply moved(int status, String location) {
        return Reply.of(status).with("Location", location);
    }

    /// A registry that wants this header, and offers these challenges.
    private void registry(String header, String... challenges) {
        Reply refusal = Reply.error(401, "UNAUTHORIZED", "authentication required");
        for (String challenge : challenges) {
            refusal = refusal.with("WWW-Authenticate", challenge);
        }
        Reply refused = refusal;
        world.on(
                TAG,
                request ->
                        request.header("Authorization").equals(Optional.of(header))
                                ? Samples.manifest(Samples.MANIFEST)
                                : refused);
    }

    private void fetch(Surroundings surroundings) throws IOException {
        try (var client = surroundings.open()) {
            client.fetchManifest(IMAGE, Samples.ACCEPT);
        }
    }

    private Surroundings nobody() {
        return Surroundings.playedBy(world);
    }

    private Surroundings ann() {
        return nobody().credential("registry.test", ANN);
    }

    @Test
    void aTokenServiceMayHaveMovedAndThePasswordGoesAlongWithinItsHost() throws IOException {
        for (int status : List.of(301, 302, 303, 307, 308)) {
            try (var peer = ScriptedPeer.start()) {
                world = peer;
                registry("Bearer T", "Bearer realm=\"https://auth.test/token\"");
                world.on("GET https://auth.test/token" + QUERY, moved(status, "v2/token?x=1"))
                        .on("GET https://auth.test/v2/token?x=1", token("T"));

                fetch(ann());

                assertThat(world.requests("GET https://auth.test/v2/token?x=1"))
                        .singleElement()
                        .satisfies(r -> assertThat(r.header("Authorization")).contains(BASIC));
            }
        }
    }

    @Test
    void aPasswordDoesNotFollowATokenServiceToAnotherHostAndNotBackEither() throws IOException {
        registry("Bearer T", "Bearer realm=\"https://auth.test/token\"");
        world.on("GET https://auth.test/token" + QUERY, moved(307, "https://mirror.test/token"))
                .on("GET https://mirror.test/token", moved(302, "https://auth.test/anyone"))
                .on("GET https://auth.test/anyone", token("T"));

        fetch(ann());

        assertThat(world.requests("GET https://mirror.test/token").getFirst())
                .satisfies(r -> assertThat(r.header("Authorization")).isEmpty());
        assertThat(world.requests("GET https://auth.test/anyone").getFirst())
                .satisfies(r -> assertThat(r.header("Authorization")).isEmpty());
    }

    @Test
    void aTokenServiceIsNotFollowedToPlainHttpNorForEver() throws IOException {
        registry("Bearer T", "Bearer realm=\"https://auth.test/token\"");
        world.on("GET https://auth.test/token" + QUERY, moved(302, "http://auth.test/token"));

        assertThatThrownBy(() -> fetch(ann()))
                .isInstanceOf(RegistryException.class)
                .hasMessageStartingWith(
                        "header Location: expected https, got http://auth.test/token");

        world.on("GET https://auth.test/token" + ANYONE, moved(302, "/token" + ANYONE));
        assertThatThrownBy(() -> fetch(nobody()))
                .isInstanceOf(RegistryException.class)
                .hasMessageStartingWith("redirects: expected at most 10, got more");
        assertThat(world.requests("GET https://auth.test/token" + ANYONE)).hasSize(11);
    }

    @Test
    void anIdentityTokenIsPostedAgainWithinItsHostAndNowhereElse() throws IOException {
        for (int status : List.of(301, 302, 307, 308)) {
            try (var peer = ScriptedPeer.start()) {
                world = peer;
                registry("Bearer T", "Bearer realm=\"https://auth.test/token\"");
                world.on("POST https://auth.test/token", moved(status, "/oauth2"))
                        .on("POST https://auth.test/oauth2", token("T"));

                fetch(nobody().credential("registry.test", new Credential.IdentityToken("IDENT")));

                assertThat(world.requests("POST https://auth.test/oauth2").getFirst().text())
                        .contains("refresh_token=IDENT");
            }
        }
        world = ScriptedPeer.start();
        registry("Bearer T", "Bearer realm=\"https://auth.test/token\"");
        world.on("POST https://auth.test/token", moved(308, "https://mirror.test/token"));

        assertThatThrownBy(
                        () ->
                                fetch(
                                        nobody().credential(
                                                        "registry.test",
                                                        new Credential.IdentityToken("IDENT"))))
                .hasMessageContaining("which must not see the identity token")
                .hasMessageNotContaining("IDENT");
        assertThat(world.lines()).noneMatch(line -> line.contains("mirror.test"));
    }

    @Test
    void aRealmMayBeRelativeOrHaveAQuery() throws IOException {
        registry("Bearer T", "Bearer realm=\"/auth?tenant=a\",service=\"s\"");
        world.on(
                "GET https://registry.test/auth?tenant=a&service=s"
                        + "&scope=repository%3Aapp%3Apull",
                token("T"));

        fetch(nobody());
    }

    @Test
    void aRealmThatIsNoAddressIsRefusedInWords() throws IOException {
        for (String realm :
                List.of(
                        "auth.test/token",
                        "ftp://auth.test/",
                        "https://",
                        "https://ann:pw@auth.test/",
                        "http://auth.test/?pw=1")) {
            try (var peer = ScriptedPeer.start()) {
                world = peer;
                registry("Bearer T", "Bearer realm=\"" + realm + "\"");

                assertThatThrownBy(() -> fetch(ann()))
                        .isInstanceOf(RegistryException.class)
                        .hasMessageStartingWith(
                                "registry.test, token service: expected an https address, got '")
                        .hasMessageNotContaining("pw");
            }
        }
    }

    @Test
    void ofSeveralChallengesInAnyOrderAndHeaderTheOneThatIsKnownIsAnswered() throws IOException {
        String bearer = "Bearer realm=\"https://auth.test/token\"";
        for (List<String> offered :
                List.of(
                        List.of("Negotiate, NTLM", bearer),
                        List.of("Basic realm=\"x\"", bearer),
                        List.of(bearer + ", Basic realm=\"x\", Digest nonce=\"a,b\""),
                        List.of("Negotiate YII/=, " + bearer))) {
            try (var peer = ScriptedPeer.start()) {
                world = peer;
                registry("Bearer T", offered.toArray(String[]::new));
                world.on("GET https://auth.test/token" + ANYONE, token("T"));

                fetch(nobody());
            }
        }
    }

    @Test
    void aRegistryThatWantsWhatNobodyHereSpeaksIsSaidSo() {
        registry("Negotiate T", "Negotiate", "Digest realm=\"x\"");
        world.on(ROOT, Reply.of(401).with("WWW-Authenticate", "Negotiate"));

        assertThatThrownBy(() -> fetch(ann()))
                .hasMessageContaining(
                        "access denied: header WWW-Authenticate: expected Basic or Bearer, got"
                                + " negotiate, digest");
    }

    @Test
    void aRefusalWithoutAChallengeIsAnsweredByThatOfTheRoot() throws IOException {
        registry("Bearer T");
        world.on(
                        ROOT,
                        Reply.of(401)
                                .with(
                                        "WWW-Authenticate",
                                        "Bearer realm=\"https://auth.test/token\""))
                .on("GET https://auth.test/token" + ANYONE, token("T"));

        fetch(nobody());
    }

    @Test
    void aRefusalWithoutAnyChallengeIsARefusal() {
        registry("Bearer T");
        world.on(ROOT, Reply.of(401));

        assertThatThrownBy(() -> fetch(ann()))
                .isInstanceOf(RegistryException.class)
                .hasMessageStartingWith("pull registry.test/app:1: access denied");
        assertThat(world.requests(TAG))
                .allSatisfy(r -> assertThat(r.header("Authorization")).isEmpty());
    }

    /// What is hidden from strangers looks as if it were not there.
    @Test
    void aUserShowsWhoSheIsWhereARepositorySeemsNotToBeThere() throws IOException {
        for (int status : List.of(403, 404)) {
            try (var peer = ScriptedPeer.start()) {
                world = peer;
                world.on(
                                TAG,
                                r ->
                                        r.header("Authorization").equals(Optional.of(BASIC))
                                                ? Samples.manifest(Samples.MANIFEST)
                                                : Reply.of(status))
                        .on(ROOT, Reply.of(401).with("WWW-Authenticate", "Basic realm=\"x\""));

                fetch(ann());

                assertThatThrownBy(() -> fetch(nobody())).isInstanceOf(IOException.class);
                assertThat(world.requests(ROOT)).hasSize(1);
            }
        }
    }

    @Test
    void aScopeThatTheRegistryWantsBesidesIsAskedForInASecondTry() throws IOException {
        String wanted = "scope=\"repository:real/app:pull\"";
        registry("Bearer T2", "Bearer realm=\"https://auth.test/token\"," + wanted);
        world.on("GET https://auth.test/token" + ANYONE, token("T1"))
                .on(
                        "GET https://auth.test/token"
                                + ANYONE
                                + "&scope=repository%3Areal%2Fapp%3Apull",
                        token("T2"));

        fetch(nobody());
    }

    @Test
    void aTokenMayComeWithAnyStatusOfSuccess() throws IOException {
        registry("Bearer T", "Bearer realm=\"https://auth.test/token\"");
        world.on("GET https://auth.test/token" + ANYONE, token("T").status(201));

        fetch(nobody());
    }
}

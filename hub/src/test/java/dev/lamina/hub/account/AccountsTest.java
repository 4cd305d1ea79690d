package dev.lamina.hub.account;

import static dev.lamina.hub.account.TestPeople.PASSWORD;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lamina.hub.catalog.repository.Sight;
import dev.lamina.hub.db.Database;
import dev.lamina.hub.db.TestDatabase;
import dev.lamina.hub.settings.SignUpMode;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

@ParameterizedClass
@EnumSource(TestDatabase.class)
final class AccountsTest {

    @Parameter private TestDatabase databases;

    private static final String HERE = "192.0.2.1";
    private static final String ELSEWHERE = "192.0.2.2";

    @TempDir private Path directory;

    private TestPeople people;

    @BeforeEach
    void open() throws IOException {
        people = new TestPeople(databases.open(directory));
    }

    @AfterEach
    void close() {
        people.close();
    }

    @Test
    void aNameIsTakenOnceWhateverItStandsFor() {
        for (String name : List.of("olga", "acme", "library", "admin")) {
            assertThatThrownBy(() -> people.accounts.addPerson(name, PASSWORD))
                    .isInstanceOf(RefusedException.class)
                    .hasMessage("account " + name + ": the name is taken");
        }
    }

    @Test
    void aNameMustBeThatOfARepositorysAccountAndNoneOfOurOwn() {
        for (String name :
                List.of("", "a", "Olga", "a b", "a/b", "v2", "token", "-a", "a..b", "a+b")) {
            assertThatThrownBy(() -> people.accounts.addPerson(name, PASSWORD))
                    .isInstanceOf(RefusedException.class)
                    .hasMessageStartingWith("account: expected 2 to 40 ");
        }
    }

    @Test
    void onlyTheRightPasswordLogsIn() throws IOException {
        assertThat(login("olga", PASSWORD)).isTrue();
        assertThat(login("olga", PASSWORD + " ")).isFalse();
        assertThat(login("nobody", PASSWORD)).isFalse();
        assertThat(login("acme", "")).isFalse();
        assertThat(login("Olga", PASSWORD)).isFalse();
    }

    private boolean login(String name, String password) throws IOException {
        return people.accounts.login(name, password, HERE).isPresent();
    }

    @Test
    void guessingIsSlowAndLocksNobodyOutElsewhere() throws IOException {
        for (int i = 0; i < 5; i++) {
            assertThat(login("olga", "wrong")).isFalse();
        }

        assertThatThrownBy(() -> login("olga", PASSWORD))
                .isInstanceOfSatisfying(
                        TooManyAttemptsException.class,
                        e -> assertThat(e.retryAfter()).isEqualTo(Duration.ofSeconds(5)));
        assertThat(people.accounts.login("olga", PASSWORD, ELSEWHERE)).isPresent();

        people.pass(Duration.ofSeconds(6));
        assertThat(login("olga", "wrong")).isFalse();
        people.pass(Duration.ofSeconds(6));
        assertThatThrownBy(() -> login("olga", PASSWORD))
                .isInstanceOf(TooManyAttemptsException.class);
        people.pass(Duration.ofSeconds(5));
        assertThat(login("olga", PASSWORD)).isTrue();
        assertThat(login("olga", "wrong")).isFalse();
    }

    @Test
    void anAddressThatTriesManyAccountsWaitsToo() throws IOException {
        for (int i = 0; i < 50; i++) {
            login("account-" + i, "wrong");
        }

        assertThatThrownBy(() -> login("olga", PASSWORD))
                .isInstanceOf(TooManyAttemptsException.class);
    }

    @Test
    void aNewPasswordEndsTheOldOneAndItsSessions() throws IOException {
        String session = people.sessions.begin(people.account("olga"));
        people.accounts.changePassword(people.account("olga"), "another password");

        assertThat(login("olga", PASSWORD)).isFalse();
        assertThat(login("olga", "another password")).isTrue();
        assertThat(people.sessions.find(session)).isEmpty();
    }

    @Test
    void whoIsDisabledCannotLogInInAnyWay() throws IOException {
        Account olga = people.account("olga");
        String session = people.sessions.begin(olga);
        String token = people.tokens.add(olga, "ci", Right.WRITE, Optional.empty());

        people.accounts.setDisabled(olga, true);

        assertThat(login("olga", PASSWORD)).isFalse();
        assertThat(people.sessions.find(session)).isEmpty();
        assertThat(people.tokens.find(token)).isEmpty();
        people.accounts.setDisabled(olga, false);
        assertThat(people.tokens.find(token)).isPresent();
    }

    @Test
    void oneAdministratorIsAlwaysLeft() throws IOException {
        Account admin = people.account("admin");

        assertThatThrownBy(() -> people.accounts.setAdministrator(admin, false))
                .isInstanceOf(RefusedException.class);
        assertThatThrownBy(() -> people.accounts.setDisabled(admin, true))
                .isInstanceOf(RefusedException.class);

        people.accounts.setAdministrator(people.account("olga"), true);
        people.accounts.setAdministrator(admin, false);
        assertThat(people.account("admin").isAdministrator()).isFalse();
    }

    @Test
    void theFirstAdministratorGetsARandomPasswordOnce() throws IOException {
        Path other = Files.createDirectory(directory.resolve("other"));
        try (Database database = databases.open(other)) {
            var accounts = TestAccounts.of(database, InstantSource.system());

            String password = accounts.firstAdministrator().prepare(Optional.empty()).orElseThrow();

            assertThat(accounts.firstAdministrator().prepare(Optional.empty())).isEmpty();
            Account admin = accounts.login("admin", password, HERE).orElseThrow();
            assertThat(admin.isAdministrator()).isTrue();
            assertThat(admin.mustChange()).isTrue();
        }
    }

    @Test
    void aSessionEndsWhenItIsNotUsed() throws IOException {
        String session = people.sessions.begin(people.account("olga"));
        for (int day = 0; day < 30; day++) {
            people.pass(Duration.ofDays(1));
            assertThat(people.sessions.find(session)).isPresent();
        }

        people.pass(Duration.ofDays(7));

        assertThat(people.sessions.find(session)).isEmpty();
        assertThat(people.sessions.find("something else")).isEmpty();
    }

    @Test
    void aFormTokenIsGoodForItsSessionOnly() throws IOException {
        String one = people.sessions.begin(people.account("olga"));
        String other = people.sessions.begin(people.account("olga"));

        assertThat(Sessions.isFormToken(one, Sessions.formToken(one))).isTrue();
        assertThat(Sessions.isFormToken(other, Sessions.formToken(one))).isFalse();
        assertThat(Sessions.isFormToken(one, "")).isFalse();
        assertThat(Sessions.formToken(one)).doesNotContain(one);
    }

    @Test
    void aTokenIsShownOnceAndKeptAsAHash() throws Exception {
        Account olga = people.account("olga");
        String token =
                people.tokens.add(
                        olga, "ci", Right.READ, Optional.of(people.now().plus(Duration.ofDays(1))));

        assertThat(people.tokens.find(token).orElseThrow().ceiling()).isEqualTo(Right.READ);
        assertThat(people.tokens.of(olga)).extracting(AccessToken::name).containsExactly("ci");
        assertThat(people.tokens.find(token + "x")).isEmpty();
        List<String> kept =
                people.database.read(
                        session ->
                                session.list(
                                        "SELECT secret_hash FROM access_tokens",
                                        row -> row.getString(1)));
        assertThat(kept).hasSize(1).noneMatch(text -> text.contains(token.substring(7)));
    }

    @Test
    void aTokenExpiresAndCanBeDeletedByItsOwnerOnly() throws IOException {
        Account olga = people.account("olga");
        String token =
                people.tokens.add(
                        olga, "ci", Right.READ, Optional.of(people.now().plus(Duration.ofDays(1))));
        long id = people.tokens.of(olga).getFirst().id();

        assertThat(people.tokens.delete(people.account("sam"), id)).isFalse();
        people.pass(Duration.ofDays(1));
        assertThat(people.tokens.find(token)).isEmpty();
        assertThat(people.tokens.delete(olga, id)).isTrue();
        assertThat(people.tokens.of(olga)).isEmpty();
    }

    /// Each `docker login` is a token: nobody would think of deleting the old ones.
    @Test
    void loginsOfClientsNeverUseUpTheTokensOfAnAccount() throws IOException {
        Account olga = people.account("olga");
        String own = people.tokens.add(olga, "ci", Right.READ, Optional.empty());
        String used = people.tokens.addLogin(olga, "docker");
        String unused = people.tokens.addLogin(olga, "docker");
        String last = "";
        for (int i = 0; i < 120; i++) {
            people.pass(Duration.ofHours(2));
            assertThat(people.tokens.find(used)).isPresent();
            last = people.tokens.addLogin(olga, "docker");
        }

        assertThat(people.tokens.find(last)).isPresent();
        assertThat(people.tokens.find(own)).isPresent();
        assertThat(people.tokens.find(unused)).isEmpty();
        assertThat(people.tokens.of(olga)).hasSize(51);
        assertThat(people.tokens.add(olga, "other", Right.READ, Optional.empty())).isNotEmpty();
    }

    @Test
    void aLoginOfAClientLastsAYearAndIsNamedByTheClient() throws IOException {
        Account olga = people.account("olga");
        String login = people.tokens.addLogin(olga, "docker");
        people.tokens.addLogin(olga, "<script>");

        assertThat(people.tokens.of(olga))
                .extracting(AccessToken::name)
                .containsExactly("login of a client", "login of docker");
        people.pass(Duration.ofDays(364));
        assertThat(people.tokens.find(login)).isPresent();
        people.pass(Duration.ofDays(1));
        assertThat(people.tokens.find(login)).isEmpty();
        people.tokens.addLogin(olga, "docker");
        assertThat(people.tokens.of(olga)).hasSize(1);
    }

    @Test
    void anotherPasswordEndsTheLoginsOfClientsAndNoOtherTokens() throws IOException {
        Account olga = people.account("olga");
        String login = people.tokens.addLogin(olga, "docker");
        String own = people.tokens.add(olga, "ci", Right.READ, Optional.empty());

        people.accounts.changePassword(olga, "another password");

        assertThat(people.tokens.find(login)).isEmpty();
        assertThat(people.tokens.find(own)).isPresent();
    }

    @Test
    void anotherPasswordEndsAllTokensIfThatIsAskedFor() throws IOException {
        Account olga = people.account("olga");
        String login = people.tokens.addLogin(olga, "docker");
        String own = people.tokens.add(olga, "ci", Right.READ, Optional.empty());

        people.accounts.changePasswordAndEndTokens(olga, "another password");

        assertThat(people.tokens.find(login)).isEmpty();
        assertThat(people.tokens.find(own)).isEmpty();
        assertThat(people.tokens.of(olga)).isEmpty();
    }

    @Test
    void allTokensOfAnAccountEndAtOnceAndNobodyElses() throws IOException {
        Account olga = people.account("olga");
        people.accounts.addPerson("other", PASSWORD);
        String theirs =
                people.tokens.add(people.account("other"), "ci", Right.READ, Optional.empty());
        String login = people.tokens.addLogin(olga, "docker");
        String own = people.tokens.add(olga, "ci", Right.READ, Optional.empty());

        people.tokens.endAll(olga);

        assertThat(people.tokens.find(login)).isEmpty();
        assertThat(people.tokens.find(own)).isEmpty();
        assertThat(people.tokens.find(theirs)).isPresent();
    }

    @Test
    void aWeakPasswordIsRefusedWhereverOneIsSet() throws IOException {
        var signUp =
                new SignUp(
                        SignUpMode.OPEN,
                        people.accounts,
                        new Invitations(people.database, people::now));
        Account olga = people.account("olga");
        String weak = "password123";

        assertThatThrownBy(() -> people.accounts.addPerson("newcomer", weak))
                .hasMessageContaining("guessed");
        assertThatThrownBy(() -> signUp.signUp("newcomer", weak, "", HERE))
                .hasMessageContaining("guessed");
        assertThatThrownBy(() -> people.accounts.changePassword(olga, "olga-olga-olga"))
                .hasMessageContaining("guessed");
        assertThatThrownBy(() -> people.accounts.resetPassword(olga, weak))
                .hasMessageContaining("guessed");
        try (Database database = Database.open(directory.resolve("fresh.db"))) {
            var accounts = TestAccounts.of(database, InstantSource.system());
            assertThatThrownBy(
                            () -> accounts.firstAdministrator().prepare(Optional.of("admin123456")))
                    .hasMessageContaining("guessed");
            assertThat(accounts.isEmpty()).isTrue();
        }
    }

    @Test
    void tokensThatHaveExpiredDoNotCount() throws IOException {
        Account olga = people.account("olga");
        Optional<Instant> tomorrow = Optional.of(people.now().plus(Duration.ofDays(1)));
        for (int i = 0; i < 100; i++) {
            people.tokens.add(olga, "ci", Right.READ, tomorrow);
        }

        assertThatThrownBy(() -> people.tokens.add(olga, "ci", Right.READ, Optional.empty()))
                .hasMessage("tokens: expected at most 100; delete one");
        people.pass(Duration.ofDays(1));
        assertThat(people.tokens.add(olga, "ci", Right.READ, Optional.empty())).isNotEmpty();
    }

    @Test
    void anInvitationLetsOnePersonIn() throws IOException {
        var invitations = new Invitations(people.database, people::now);
        var signUp = new SignUp(SignUpMode.INVITATION, people.accounts, invitations);
        String invitation = invitations.add(people.account("admin"));

        assertThatThrownBy(() -> signUp.signUp("new", PASSWORD, "", HERE))
                .isInstanceOf(RefusedException.class);
        assertThat(signUp.signUp("newcomer", PASSWORD, invitation, HERE).name().text())
                .isEqualTo("newcomer");
        assertThatThrownBy(() -> signUp.signUp("second", PASSWORD, invitation, HERE))
                .hasMessage("sign-up: expected an invitation, got none that is valid");
        assertThatThrownBy(
                        () ->
                                new SignUp(SignUpMode.CLOSED, people.accounts, invitations)
                                        .signUp("second", PASSWORD, invitation, HERE))
                .hasMessage("sign-up: ask an administrator of this hub for an account");
    }

    @Test
    void anOrganisationKeepsAnOwner() throws IOException {
        assertThatThrownBy(
                        () ->
                                people.organisations.removeMember(
                                        people.acme, people.account("olga")))
                .hasMessage("owners of acme: expected at least one to be left");
        assertThat(people.organisations.members(people.acme))
                .extracting(member -> member.account().text())
                .containsExactly("mia", "olga", "tom");
        assertThat(people.organisations.of(people.account("mia")))
                .containsExactly(new AccountName("acme"));
    }

    @Test
    void guessesAtOnceCountBeforeTheyAreTried() throws Exception {
        int refused = 0;
        for (Future<Boolean> guess : atOnce("wrong")) {
            try {
                assertThat(guess.get()).isFalse();
            } catch (ExecutionException e) {
                assertThat(e).hasCauseInstanceOf(TooManyAttemptsException.class);
                refused++;
            }
        }
        assertThat(refused).isEqualTo(7);
    }

    @Test
    void clientsWithTheRightPasswordComeAtOnce() throws Exception {
        for (Future<Boolean> login : atOnce(PASSWORD)) {
            assertThat(login.get()).isTrue();
        }
    }

    private List<Future<Boolean>> atOnce(String password) {
        var logins = new ArrayList<Future<Boolean>>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 12; i++) {
                logins.add(threads.submit(() -> login("olga", password)));
            }
        }
        return logins;
    }

    @Test
    void guessesFromEverywhereLockNobodyOutWhereHeHasLoggedIn() throws IOException {
        assertThat(login("olga", PASSWORD)).isTrue();
        for (int i = 0; i < 200; i++) {
            people.accounts.login("olga", "wrong", "198.51.100." + i);
        }

        assertThatThrownBy(() -> people.accounts.login("olga", PASSWORD, ELSEWHERE))
                .isInstanceOf(TooManyAttemptsException.class);
        assertThat(login("olga", PASSWORD)).isTrue();
    }

    @Test
    void anAddressSignsUpSlowly() throws IOException {
        var invitations = new Invitations(people.database, people::now);
        var signUp = new SignUp(SignUpMode.OPEN, people.accounts, invitations);
        for (int i = 0; i < 20; i++) {
            signUp.signUp("new-" + i, PASSWORD, "", HERE);
        }

        assertThatThrownBy(() -> signUp.signUp("more", PASSWORD, "", HERE))
                .isInstanceOf(TooManyAttemptsException.class);
        assertThat(signUp.signUp("more", PASSWORD, "", ELSEWHERE).isDisabled()).isFalse();
    }

    @Test
    void aTakenNameUsesNoInvitationUp() throws IOException {
        var invitations = new Invitations(people.database, people::now);
        var signUp = new SignUp(SignUpMode.INVITATION, people.accounts, invitations);
        String invitation = invitations.add(people.account("admin"));

        assertThatThrownBy(() -> signUp.signUp("olga", PASSWORD, invitation, HERE))
                .isInstanceOf(RefusedException.class);
        assertThat(invitations.isValid(invitation)).isTrue();
    }

    @Test
    void onlyAPersonAdministersTheHub() {
        assertThatThrownBy(() -> people.accounts.setAdministrator(people.acme, true))
                .hasMessage("administrator: expected a person, got acme");
    }

    @Test
    void onlyAnOrganisationHasMembers() {
        assertThatThrownBy(
                        () ->
                                people.organisations.putMember(
                                        people.account("sam"), people.account("mia"), true))
                .hasMessage("member: expected an organisation to belong to, got sam");
    }

    @Test
    void aRobotOfADisabledOwnerIsNobody() throws IOException {
        Account sam = people.account("sam");
        Account robot =
                people.robots.add(sam, "ci", List.of(new Grant(Optional.empty(), Right.WRITE)));
        String token = people.tokens.add(robot, "ci", Right.WRITE, Optional.empty());
        Caller caller = people.tokens.find(token).orElseThrow();
        people.accounts.setDisabled(sam, true);

        assertThat(people.tokens.find(token)).isEmpty();
        assertThat(new Rights(people.database, false).sight(caller)).isEqualTo(Sight.PUBLIC);
    }
}

package dev.lamina.hub.account;

import static dev.lamina.hub.account.TestPeople.APP;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamina.hub.catalog.RepositoryName;
import dev.lamina.hub.db.TestDatabase;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

@ParameterizedClass
@EnumSource(TestDatabase.class)
final class RightsTest {

    @Parameter private TestDatabase databases;

    @TempDir private Path directory;

    private TestPeople people;
    private Rights rights;

    @BeforeEach
    void open() throws IOException {
        people = new TestPeople(databases.open(directory));
        rights = new Rights(people.database, false);
    }

    @AfterEach
    void close() {
        people.close();
    }

    private Right of(String name, RepositoryName repository) throws IOException {
        Caller caller = name.isEmpty() ? Caller.ANONYMOUS : people.caller(name);
        return rights.of(caller, repository);
    }

    @Test
    void everybodyReadsWhatIsPublicAndNobodyElseKnowsWhatIsPrivate() throws IOException {
        people.repositories.create(APP, true, people.now());
        assertThat(of("", APP)).isEqualTo(Right.READ);
        assertThat(of("sam", APP)).isEqualTo(Right.READ);

        people.repositories.setPublic(APP, false);

        assertThat(of("", APP)).isEqualTo(Right.NONE);
        assertThat(of("sam", APP)).isEqualTo(Right.NONE);
        assertThat(of("mia", APP)).isEqualTo(Right.READ);
        assertThat(of("olga", APP)).isEqualTo(Right.ADMIN);
        assertThat(of("admin", APP)).isEqualTo(Right.ADMIN);
    }

    @Test
    void whatDoesNotExistLooksLikeWhatIsPrivate() throws IOException {
        RepositoryName none = new RepositoryName("acme/none");

        assertThat(of("", none)).isEqualTo(Right.NONE);
        assertThat(of("sam", none)).isEqualTo(Right.NONE);
        assertThat(of("olga", none)).isEqualTo(Right.ADMIN);
        assertThat(of("sam", new RepositoryName("sam/new"))).isEqualTo(Right.ADMIN);
        assertThat(of("sam", new RepositoryName("sam/a/b"))).isEqualTo(Right.ADMIN);
        assertThat(of("sam", new RepositoryName("sammy/new"))).isEqualTo(Right.NONE);
    }

    @Test
    void anAdministratorCannotPushToAnAccountThatDoesNotExist() throws IOException {
        assertThat(of("admin", new RepositoryName("nobody/app"))).isEqualTo(Right.READ);
    }

    @Test
    void officialImagesBelongToTheMembersOfTheirOrganisation() throws IOException {
        RepositoryName nginx = new RepositoryName("library/nginx");
        people.repositories.create(nginx, true, people.now());
        assertThat(of("mia", nginx)).isEqualTo(Right.READ);

        Account official = people.account("library");
        people.organisations.putMember(official, people.account("mia"), false);
        people.teams.add(official, "publishers");
        people.teams.addMember(official, "publishers", people.account("mia"));
        people.teams.grant(official, "publishers", new Grant(Optional.empty(), Right.WRITE));

        assertThat(of("mia", nginx)).isEqualTo(Right.WRITE);
    }

    @Test
    void aTeamHasItsRightsOnOneRepositoryOrAll() throws IOException {
        people.teams.add(people.acme, "builders");
        people.teams.addMember(people.acme, "builders", people.account("mia"));
        people.teams.grant(people.acme, "builders", new Grant(Optional.of(APP), Right.WRITE));

        assertThat(of("mia", APP)).isEqualTo(Right.WRITE);
        assertThat(of("tom", APP)).isEqualTo(Right.READ);
        assertThat(of("mia", new RepositoryName("acme/other"))).isEqualTo(Right.READ);

        people.teams.grant(people.acme, "builders", new Grant(Optional.empty(), Right.ADMIN));
        assertThat(of("mia", new RepositoryName("acme/other"))).isEqualTo(Right.ADMIN);

        people.teams.grant(people.acme, "builders", new Grant(Optional.empty(), Right.NONE));
        assertThat(of("mia", new RepositoryName("acme/other"))).isEqualTo(Right.READ);
    }

    @Test
    void whoLeavesAnOrganisationLosesAllRightsInIt() throws IOException {
        people.teams.add(people.acme, "builders");
        people.teams.addMember(people.acme, "builders", people.account("mia"));
        people.teams.grant(people.acme, "builders", new Grant(Optional.empty(), Right.WRITE));

        people.organisations.removeMember(people.acme, people.account("mia"));

        assertThat(of("mia", APP)).isEqualTo(Right.NONE);
        people.organisations.putMember(people.acme, people.account("mia"), false);
        assertThat(of("mia", APP)).isEqualTo(Right.READ);
    }

    @Test
    void aRobotHasItsGrantsAndNothingElse() throws IOException {
        people.repositories.create(APP, false, people.now());
        Account robot =
                people.robots.add(
                        people.acme, "ci", List.of(new Grant(Optional.of(APP), Right.WRITE)));

        assertThat(robot.name().text()).isEqualTo("acme+ci");
        assertThat(of("acme+ci", APP)).isEqualTo(Right.WRITE);
        assertThat(of("acme+ci", new RepositoryName("acme/other"))).isEqualTo(Right.NONE);
        assertThat(of("acme+ci", new RepositoryName("sam/app"))).isEqualTo(Right.NONE);
        assertThat(rights.sight(people.caller("acme+ci")).repositories()).containsExactly(APP);
    }

    /// Also what is made again under its name is not theirs.
    @Test
    void aRepositoryThatIsRemovedTakesTheRightsToItAlong() throws IOException {
        RepositoryName other = new RepositoryName("acme/other");
        people.repositories.create(APP, false, people.now());
        List<Grant> grants =
                List.of(
                        new Grant(Optional.of(APP), Right.WRITE),
                        new Grant(Optional.of(other), Right.WRITE));
        people.robots.add(people.acme, "ci", grants);
        people.robots.add(people.acme, "all", List.of(new Grant(Optional.empty(), Right.WRITE)));
        people.teams.add(people.acme, "builders");
        people.teams.addMember(people.acme, "builders", people.account("mia"));
        for (Grant grant : grants) {
            people.teams.grant(people.acme, "builders", grant);
        }
        assertThat(of("mia", APP)).isEqualTo(Right.WRITE);

        people.repositories.delete(APP);
        people.repositories.create(APP, false, people.now());

        assertThat(of("mia", APP)).isEqualTo(Right.READ);
        assertThat(of("acme+ci", APP)).isEqualTo(Right.NONE);
        assertThat(rights.sight(people.caller("acme+ci")).repositories()).containsExactly(other);
        assertThat(people.robots.grants(people.account("acme+ci"))).hasSize(1);
        assertThat(people.teams.of(people.acme).getFirst().grants()).hasSize(1);
        // What names others, or all, stays.
        assertThat(of("mia", other)).isEqualTo(Right.WRITE);
        assertThat(of("acme+ci", other)).isEqualTo(Right.WRITE);
        assertThat(of("acme+all", APP)).isEqualTo(Right.WRITE);
    }

    @Test
    void theScopeOfATokenBoundsEverything() throws IOException {
        people.repositories.create(APP, false, people.now());
        for (Right scope : Right.values()) {
            Caller caller =
                    new Caller(Optional.of(people.account("olga")), scope, new Proof.Token("x"));
            assertThat(rights.of(caller, APP)).isEqualTo(scope);
            var admin =
                    new Caller(Optional.of(people.account("admin")), scope, new Proof.Token("x"));
            assertThat(admin.isAdministrator()).isEqualTo(scope == Right.ADMIN);
        }
    }

    @Test
    void whoIsDisabledMayDoNoMoreThanEverybody() throws IOException {
        people.repositories.create(APP, true, people.now());
        people.accounts.setDisabled(people.account("olga"), true);

        assertThat(of("olga", APP)).isEqualTo(Right.READ);
        assertThat(rights.sight(people.caller("olga")).accounts()).isEmpty();
    }

    @Test
    void onAHubForTrialsEverybodyDoesEverythingButSeeWhatIsPrivate() throws IOException {
        rights = new Rights(people.database, true);
        assertThat(of("", APP)).isEqualTo(Right.ADMIN);

        people.repositories.create(APP, false, people.now());

        assertThat(of("", APP)).isEqualTo(Right.NONE);
    }
}

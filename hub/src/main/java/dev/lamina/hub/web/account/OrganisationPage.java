package dev.lamina.hub.web.account;

import dev.lamina.hub.account.Team;
import dev.lamina.hub.web.frame.Attempt;
import dev.lamina.hub.web.frame.Choice;
import dev.lamina.hub.web.frame.Field;
import dev.lamina.hub.web.frame.Frame;

import io.jstach.jstache.JStache;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The members, teams and robots of an organisation.
///
/// @param action  what the addresses of the forms begin with
/// @param fault   what was wrong with a form that has no field for it
/// @param isOwner whether the member to add is to be an owner
@JStache(path = "organisation")
record OrganisationPage(
        Frame frame,
        String name,
        String link,
        String action,
        List<MemberView> members,
        List<TeamView> teams,
        Optional<String> fault,
        Field member,
        boolean isOwner,
        Field team,
        RobotsView robots) {

    /// The page as a whole.
    static final String WHOLE = "";

    static final String PUT_MEMBER = "put-member";
    static final String ADD_TEAM = "add-team";

    /// With the name of the team behind.
    static final String IN_TEAM = "in-team";

    /// With the name of the team behind.
    static final String GRANT = "grant";

    private static final List<Choice> TEAM_RIGHTS =
            Stream.concat(
                            RobotsView.RIGHTS.stream(),
                            Stream.of(new Choice("NONE", "nothing", false)))
                    .toList();

    /// A member.
    record MemberView(String name, String link, boolean isOwner) {}

    /// A team.
    ///
    /// @param member     to add or remove
    /// @param repository to grant a right to
    record TeamView(
            String name,
            String members,
            List<String> grants,
            Field member,
            Field repository,
            List<Choice> rights) {

        static TeamView of(Team team, Attempt attempt) {
            String grant = GRANT + "-" + team.name();
            return new TeamView(
                    team.name(),
                    team.members().isEmpty()
                            ? "nobody"
                            : team.members().stream()
                                    .map(Object::toString)
                                    .collect(Collectors.joining(", ")),
                    RobotView.words(team.grants()),
                    attempt.field(IN_TEAM + "-" + team.name(), "name"),
                    attempt.field(grant, "repository"),
                    attempt.choices(grant, "right", TEAM_RIGHTS, "READ"));
        }
    }
}

package dev.lamina.hub.web.account;

import dev.lamina.hub.account.Grant;
import dev.lamina.hub.account.Team;
import dev.lamina.hub.catalog.RepositoryName;
import dev.lamina.hub.web.frame.Frame;

import io.jstach.jstache.JStache;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/// The members, teams and robots of an organisation.
///
/// @param action what the addresses of the forms begin with
/// @param secret the token of a robot that was just made
@JStache(path = "organisation")
record OrganisationPage(
        Frame frame,
        String name,
        String link,
        String action,
        Optional<String> secret,
        List<MemberView> members,
        List<TeamView> teams,
        List<RobotView> robots) {

    /// A member.
    record MemberView(String name, String link, boolean isOwner) {}

    /// A team.
    record TeamView(String name, String members, List<String> grants) {

        static TeamView of(Team team) {
            return new TeamView(
                    team.name(),
                    team.members().stream().map(Object::toString).collect(Collectors.joining(", ")),
                    words(team.grants()));
        }
    }

    /// A robot.
    record RobotView(String name, List<String> grants) {}

    /// Returns rights in words.
    static List<String> words(List<Grant> grants) {
        return grants.stream()
                .map(
                        grant ->
                                grant.right().name().toLowerCase(Locale.ROOT)
                                        + ": "
                                        + grant.repository()
                                                .map(RepositoryName::familiar)
                                                .orElse("all repositories"))
                .toList();
    }
}

package dev.lamina.hub.web.account;

import dev.lamina.hub.account.AccessToken;
import dev.lamina.hub.account.Grant;
import dev.lamina.hub.catalog.RepositoryName;
import dev.lamina.hub.web.frame.Words;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// A robot, as its owner sees it.
///
/// @param made when its newest token was made
/// @param expires until when that is good, if it ends
/// @param used when one of its tokens was used last
record RobotView(
        String name, List<String> grants, String made, Optional<String> expires, String used) {

    /// @param tokens of the robot, the newest first
    static RobotView of(String name, List<Grant> grants, List<AccessToken> tokens, Instant now) {
        Optional<Instant> made = tokens.stream().findFirst().map(AccessToken::createdAt);
        Optional<Instant> used =
                tokens.stream().flatMap(token -> token.used().stream()).max(Instant::compareTo);
        return new RobotView(
                name,
                words(grants),
                made.map(time -> Words.ago(time, now)).orElse("never"),
                tokens.stream().findFirst().flatMap(AccessToken::expiresAt).map(Words::date),
                used.map(time -> Words.ago(time, now)).orElse("never"));
    }

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

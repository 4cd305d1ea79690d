package dev.lamina.hub.web.account;

import dev.lamina.hub.account.AccessToken;
import dev.lamina.hub.account.Right;
import dev.lamina.hub.web.frame.Choice;
import dev.lamina.hub.web.frame.Field;
import dev.lamina.hub.web.frame.Frame;
import dev.lamina.hub.web.frame.Words;

import io.jstach.jstache.JStache;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What somebody changes about the own account.
///
/// @param secret of a token that was just made
@JStache(path = "settings")
record SettingsPage(
        Frame frame,
        boolean mustChange,
        Optional<String> secret,
        List<TokenView> tokens,
        Field tokenName,
        List<Choice> rights,
        List<Choice> days,
        Field fullName,
        Field present,
        Field password,
        RobotsView robots) {

    /// Tells whether there is something to end.
    boolean hasTokens() {
        return !tokens.isEmpty();
    }

    /// A token.
    record TokenView(
            String id, String name, String right, String created, String expires, String used) {

        static TokenView of(AccessToken token, Instant now) {
            return new TokenView(
                    Long.toString(token.id()),
                    token.name(),
                    word(token.right()),
                    Words.ago(token.createdAt(), now),
                    token.expiresAt().map(Words::date).orElse("never"),
                    token.used().map(time -> Words.ago(time, now)).orElse("never"));
        }

        private static String word(Right right) {
            return switch (right) {
                case NONE -> "nothing";
                case READ -> "pull";
                case WRITE -> "pull and push";
                case ADMIN -> "everything";
            };
        }
    }
}

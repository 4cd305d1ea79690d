package dev.lamina.hub.account;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// The name of an account: of a person, an organisation or a robot. It is the first part of the names
/// of its repositories; a robot has none, and is named `OWNER+NAME`.
public record AccountName(String text) {

    /// The organisation whose repositories are the official images.
    public static final AccountName OFFICIAL = new AccountName("library");

    private static final int MAX_LENGTH = 40;

    private static final Pattern GRAMMAR =
            Pattern.compile("[a-z0-9]+(?:[._-][a-z0-9]+)*+(?:\\+[a-z0-9]+(?:[._-][a-z0-9]+)*+)?");

    /// What paths of a hub begin with, and names that people would take for its own.
    private static final Set<String> RESERVED =
            Set.of(
                    "v1",
                    "v2",
                    "token",
                    "repositories",
                    "users",
                    "api",
                    "assets",
                    "health",
                    "metrics",
                    "explore",
                    "search",
                    "login",
                    "logout",
                    "signup",
                    "settings",
                    "activity",
                    "about",
                    "help",
                    "r",
                    "u",
                    "_",
                    "official",
                    "anonymous",
                    "root",
                    "system",
                    "hub",
                    "lamina",
                    "new");

    /// Reads a name; empty if the text is none, or one that nobody may have.
    public static Optional<AccountName> parse(String text) {
        boolean isName =
                text.length() >= 2
                        && text.length() <= MAX_LENGTH
                        && GRAMMAR.matcher(text).matches()
                        && !RESERVED.contains(text);
        return isName ? Optional.of(new AccountName(text)) : Optional.empty();
    }

    /// Tells whether only a robot has such a name.
    boolean isOfRobot() {
        return text.indexOf('+') >= 0;
    }

    @Override
    public String toString() {
        return text;
    }
}

package dev.lamina.hub.access;

import dev.lamina.hub.account.Right;
import dev.lamina.hub.catalog.RepositoryName;
import dev.lamina.hub.protocol.Access;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// What a client wants a token for: `repository:NAME:ACTION,...` (distribution's token scope
/// documentation). `*` and `delete` both ask for deletion.
record TokenScope(String name, RepositoryName repository, Set<Access.Action> actions) {

    private static final String TYPE = "repository:";

    /// A token is sent with each request, in a header of bounded size.
    static final int MAX_COUNT = 20;

    TokenScope {
        actions = actions.isEmpty() ? Set.of() : Set.copyOf(actions);
    }

    /// Reads scopes, several in one text or in many. What is no repository is left out: a token for
    /// it would allow nothing.
    static List<TokenScope> parse(List<String> texts) {
        return texts.stream()
                .flatMap(text -> Arrays.stream(text.split(" ")))
                .map(TokenScope::parse)
                .flatMap(Optional::stream)
                .limit(MAX_COUNT)
                .toList();
    }

    private static Optional<TokenScope> parse(String text) {
        int end = text.lastIndexOf(':');
        if (!text.startsWith(TYPE) || end <= TYPE.length()) {
            return Optional.empty();
        }
        String name = text.substring(TYPE.length(), end);
        Set<Access.Action> actions = EnumSet.noneOf(Access.Action.class);
        for (String word : text.substring(end + 1).split(",")) {
            switch (word.toLowerCase(Locale.ROOT)) {
                case "pull" -> actions.add(Access.Action.PULL);
                case "push" -> actions.add(Access.Action.PUSH);
                case "delete" -> actions.add(Access.Action.DELETE);
                case "*" -> actions.addAll(EnumSet.allOf(Access.Action.class));
                default -> {
                    // Nothing of ours.
                }
            }
        }
        return RepositoryName.parse(name)
                .map(repository -> new TokenScope(name, repository, actions));
    }

    /// Returns what of it a right allows.
    TokenScope within(Right right) {
        Set<Access.Action> allowed = EnumSet.noneOf(Access.Action.class);
        for (Access.Action action : actions) {
            if (right.includes(AccountAccess.needed(action))) {
                allowed.add(action);
            }
        }
        return new TokenScope(name, repository, allowed);
    }

    /// Returns the names of the actions, in order.
    List<String> actionNames() {
        return actions.stream()
                .sorted()
                .map(action -> action.name().toLowerCase(Locale.ROOT))
                .toList();
    }
}

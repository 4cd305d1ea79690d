package dev.lamina.registry.auth;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/// What a request needs: actions on repositories, as token services spell them.
///
/// @param parts each `repository:NAME:ACTIONS`; none for the registry itself
public record Scope(List<String> parts) {

    /// Only to be known.
    public static final Scope NONE = new Scope(List.of());

    /// How many scopes of others are taken in.
    private static final int MAX = 8;

    private static final Pattern FORM = Pattern.compile("[\\x21-\\x7e]{1,512}");

    public Scope {
        parts = List.copyOf(parts);
    }

    public static Scope pull(String repository) {
        return new Scope(List.of("repository:" + repository + ":pull"));
    }

    public static Scope push(String repository) {
        return new Scope(List.of("repository:" + repository + ":pull,push"));
    }

    public static Scope delete(String repository) {
        return new Scope(List.of("repository:" + repository + ":pull,push,delete"));
    }

    /// Returns this scope and what is not in it of others, as far as there are few.
    public Scope with(List<String> others) {
        Set<String> all = new LinkedHashSet<>(parts);
        others.stream().filter(part -> FORM.matcher(part).matches()).limit(MAX).forEach(all::add);
        return new Scope(List.copyOf(all));
    }

    /// Returns the scope of pushing to one repository from another of the same registry.
    public static Scope mount(String repository, String from) {
        return new Scope(
                List.of("repository:" + repository + ":pull,push", "repository:" + from + ":pull"));
    }
}

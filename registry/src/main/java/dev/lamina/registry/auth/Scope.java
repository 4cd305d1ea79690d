package dev.lamina.registry.auth;

import java.util.List;

/// What a request needs: actions on repositories, as token services spell them.
///
/// @param parts each `repository:NAME:ACTIONS`; none for the registry itself
public record Scope(List<String> parts) {

    /// Only to be known.
    public static final Scope NONE = new Scope(List.of());

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

    /// Returns the scope of pushing to one repository from another of the same registry.
    public static Scope mount(String repository, String from) {
        return new Scope(
                List.of("repository:" + repository + ":pull,push", "repository:" + from + ":pull"));
    }
}

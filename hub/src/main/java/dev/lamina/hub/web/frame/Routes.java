package dev.lamina.hub.web.frame;

import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// A table of pages and forms: what answers which method and path.
///
/// @param <T> what they are about
public final class Routes<T> {

    private final String base;
    private final Map<String, Action<T>> actions;

    /// Creates a table.
    ///
    /// @param base    what all paths begin with, for people
    /// @param actions by method, a blank and the rest of the path; also HEAD is answered by what answers
    ///     GET
    public Routes(String base, Map<String, Action<T>> actions) {
        this.base = base;
        this.actions = Map.copyOf(actions);
    }

    /// What answers a request.
    ///
    /// @param <T> what it is about
    public interface Action<T> {

        /// Answers.
        ///
        /// @throws Exception if the request is refused, or cannot be answered
        void answer(T subject) throws Exception;
    }

    /// Answers a request; false if there is no such page or form.
    ///
    /// @throws Exception if the request is refused, or cannot be answered
    public boolean answer(String method, String rest, T subject) throws Exception {
        Action<T> action = actions.get((method.equals("HEAD") ? "GET" : method) + " " + rest);
        if (action == null) {
            return false;
        }
        action.answer(subject);
        return true;
    }

    /// Returns methods and whole paths, like `GET /admin`.
    public Set<String> all() {
        return actions.keySet().stream()
                .map(route -> route.replaceFirst(" ", " " + base))
                .collect(Collectors.toUnmodifiableSet());
    }
}

package dev.lamina.hub.protocol;

import java.util.List;
import java.util.stream.Stream;

/// The kinds of routes of the protocol, for tests that have a row for each.
public final class RouteKinds {

    private RouteKinds() {}

    /// Returns the names of all.
    public static List<String> all() {
        return Stream.of(Route.class.getPermittedSubclasses()).map(Class::getSimpleName).toList();
    }

    /// Returns the one that a path is of.
    public static String of(String path) {
        try {
            return Route.parse(path).getClass().getSimpleName();
        } catch (ProtocolException e) {
            throw new AssertionError(path, e);
        }
    }
}

package dev.lamina.hub.api;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// One kind of request.
///
/// @param id         what programs that are made of the OpenAPI document call it
/// @param method     in upper case
/// @param path       with names in braces, each for one part of a path; `{name}` takes several
/// @param summary    what it does, in a line
/// @param queries    the query parameters that it knows, with their meaning
/// @param body       the fields of its JSON body, with their meaning
/// @param answer     when all is well
record ApiRoute(
        String id,
        String method,
        String path,
        String summary,
        List<Field> queries,
        List<Field> body,
        Answer answer,
        ApiAction action) {

    /// The answer to a request.
    ///
    /// @param shape   of the body; empty if there is no body
    /// @param meaning of the body
    record Answer(int status, Optional<Shape<?>> shape, String meaning) {

        static Answer of(int status, Shape<?> shape) {
            return new Answer(status, Optional.of(shape), "`" + shape.name() + "`");
        }

        static Answer empty(int status) {
            return new Answer(status, Optional.empty(), "nothing");
        }
    }

    /// A parameter, or a field of a body.
    ///
    /// @param type of JSON: `string`, `integer`, `boolean`, `array` (of strings)
    record Field(String name, String type, String meaning) {}

    /// Returns what stands for the names of the path; empty if the path is another one.
    Optional<Map<String, String>> match(String requested) {
        List<String> pattern = List.of(path.substring(1).split("/"));
        List<String> parts = List.of(requested.substring(1).split("/"));
        return match(pattern, parts);
    }

    private static Optional<Map<String, String>> match(List<String> pattern, List<String> parts) {
        if (pattern.isEmpty() || parts.isEmpty()) {
            return pattern.isEmpty() && parts.isEmpty()
                    ? Optional.of(new HashMap<>())
                    : Optional.empty();
        }
        String first = pattern.getFirst();
        if (!first.startsWith("{")) {
            return first.equals(parts.getFirst())
                    ? match(rest(pattern, 1), rest(parts, 1))
                    : Optional.empty();
        }
        int most = first.equals("{name}") ? parts.size() : 1;
        for (int taken = 1; taken <= most; taken++) {
            Optional<Map<String, String>> others = match(rest(pattern, 1), rest(parts, taken));
            if (others.isPresent()) {
                String value = String.join("/", parts.subList(0, taken));
                others.get().put(first.substring(1, first.length() - 1), value);
                return others;
            }
        }
        return Optional.empty();
    }

    private static List<String> rest(List<String> parts, int from) {
        return parts.subList(from, parts.size());
    }
}

package dev.lamina.registry;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// `Link` as servers write it (RFC 8288, 3): several in one header or in several headers, each with
/// parameters in any order, quoted or not.
final class LinkHeader {

    private static final int MAX_HEADER = 16_384;

    private static final Pattern TARGET = Pattern.compile("\\G[\\s,;]*<([^>]*)>");

    private static final Pattern PARAMETER =
            Pattern.compile(
                    "\\G\\s*;\\s*([A-Za-z0-9!#$&+.^_`|~*-]+)\\s*(?:=\\s*"
                            + "(?:\"([^\"\\\\]*+(?:\\\\.[^\"\\\\]*+)*+)\"|([^\\s,;\"]*)))?");

    private LinkHeader() {}

    /// Returns the target of the first link that has a relation; relations have no case, and one
    /// link may have several.
    static Optional<String> target(List<String> headers, String relation) {
        return headers.stream()
                .filter(header -> header.length() <= MAX_HEADER)
                .flatMap(header -> target(header, relation).stream())
                .findFirst();
    }

    private static Optional<String> target(String header, String relation) {
        Matcher target = TARGET.matcher(header);
        Matcher parameter = PARAMETER.matcher(header);
        int position = 0;
        while (target.find(position)) {
            position = target.end();
            boolean wanted = false;
            while (parameter.find(position)) {
                position = parameter.end();
                wanted |= parameter.group(1).equalsIgnoreCase("rel") && has(parameter, relation);
            }
            if (wanted) {
                return Optional.of(target.group(1).strip());
            }
        }
        return Optional.empty();
    }

    private static boolean has(Matcher parameter, String relation) {
        String quoted = parameter.group(2);
        String token = parameter.group(3);
        String value = quoted != null ? quoted : token != null ? token : "";
        return List.of(value.strip().toLowerCase(Locale.ROOT).split("\\s+")).contains(relation);
    }
}

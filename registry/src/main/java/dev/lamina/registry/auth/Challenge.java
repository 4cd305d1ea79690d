package dev.lamina.registry.auth;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// One way to authenticate that a server offers in `WWW-Authenticate` (RFC 9110, 11.6.1).
///
/// @param scheme     in lower case: `basic`, `bearer`
/// @param parameters by name in lower case: `realm`, `service`, `scope`, `error`
public record Challenge(String scheme, Map<String, String> parameters) {

    private static final int MAX_HEADER = 8192;

    /// A scheme, or a parameter with its value as a token or a quoted string. Some servers put
    /// semicolons between parameters, and do not quote what must be quoted.
    private static final Pattern PART =
            Pattern.compile(
                    "\\G[\\s,;]*([A-Za-z0-9!#$%&'*+.^_`|~/-]+)(?:\\s*=\\s*"
                            + "(?:\"([^\"\\\\]*+(?:\\\\.[^\"\\\\]*+)*+)\"|([^\\s,;\"]*)))?");

    public Challenge {
        parameters = Map.copyOf(parameters);
    }

    /// Reads all challenges of all headers; what cannot be read is left out.
    public static List<Challenge> parse(List<String> headers) {
        List<Challenge> challenges = new ArrayList<>();
        for (String header : headers) {
            if (header.length() <= MAX_HEADER) {
                parse(header, challenges);
            }
        }
        return challenges;
    }

    private static void parse(String header, List<Challenge> challenges) {
        String scheme = "";
        Map<String, String> parameters = new LinkedHashMap<>();
        Matcher part = PART.matcher(header);
        while (part.find()) {
            String name = part.group(1).toLowerCase(Locale.ROOT);
            String quoted = part.group(2);
            String token = part.group(3);
            if (quoted == null && token == null) {
                if (!scheme.isEmpty()) {
                    challenges.add(new Challenge(scheme, parameters));
                }
                scheme = name;
                parameters.clear();
            } else {
                parameters.put(name, quoted != null ? quoted.replaceAll("\\\\(.)", "$1") : token);
            }
        }
        if (!scheme.isEmpty()) {
            challenges.add(new Challenge(scheme, parameters));
        }
    }

    /// Tells whether this is a way that can be gone here.
    public boolean isKnown() {
        return scheme.equals("basic") || scheme.equals("bearer");
    }

    /// Returns a parameter; the empty text if it is missing.
    public String parameter(String name) {
        return parameters.getOrDefault(name, "");
    }
}

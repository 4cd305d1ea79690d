package dev.lamina.hub.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;
import java.util.Optional;

/// Name and password out of an `Authorization: Basic` header (RFC 7617).
record BasicCredentials(String name, String password) {

    private static final String SCHEME = "basic ";

    /// Reads the header's value; empty if it is something else, or malformed.
    static Optional<BasicCredentials> parse(String header) {
        if (!header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return Optional.empty();
        }
        try {
            byte[] decoded = Base64.getDecoder().decode(header.substring(SCHEME.length()).strip());
            String text = new String(decoded, UTF_8);
            int colon = text.indexOf(':');
            return colon < 0
                    ? Optional.empty()
                    : Optional.of(
                            new BasicCredentials(
                                    text.substring(0, colon), text.substring(colon + 1)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /// Without the password: it must not get into a log by accident.
    @Override
    public String toString() {
        return "BasicCredentials[name=" + name + "]";
    }
}

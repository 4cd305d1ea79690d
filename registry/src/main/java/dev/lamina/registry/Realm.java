package dev.lamina.registry;

import dev.lamina.registry.auth.Challenge;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;

/// Where a challenge sends its reader for a token.
final class Realm {

    private Realm() {}

    /// Returns the address of the token service; one without a host is at the registry.
    ///
    /// @throws RegistryException if it is none, or less safe than the registry's own
    static URI of(Endpoint endpoint, Challenge challenge) throws RegistryException {
        String text = challenge.parameter("realm").strip();
        try {
            URI realm = Redirect.resolve(endpoint.ping(), text);
            String scheme = realm.getScheme().toLowerCase(Locale.ROOT);
            boolean safe =
                    scheme.equals("https")
                            || scheme.equals("http") && endpoint.scheme().equals("http");
            boolean whole = text.startsWith("/") || text.contains("://");
            if (safe && whole && realm.getHost() != null && realm.getRawUserInfo() == null) {
                return realm;
            }
        } catch (URISyntaxException | IllegalArgumentException e) {
            // Said below.
        }
        throw new RegistryException(
                "GET " + endpoint.ping(),
                401,
                "",
                endpoint.authority()
                        + ", token service: expected an https address, got '"
                        + ErrorDocument.printable(shown(text))
                        + "': passwords would travel in the open");
    }

    /// Leaves out a query, and a user with a password.
    private static String shown(String text) {
        return text.replaceAll("\\?.*", "").replaceFirst("//[^/]*@", "//");
    }
}

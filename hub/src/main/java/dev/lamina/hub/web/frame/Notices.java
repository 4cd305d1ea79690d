package dev.lamina.hub.web.frame;

import java.util.Map;
import java.util.Optional;

/// What a page says after a form was sent. Addresses carry only the key: nobody can make a hub say
/// something by a link.
final class Notices {

    private static final Map<String, String> TEXTS =
            Map.ofEntries(
                    Map.entry("saved", "Saved."),
                    Map.entry("created", "Created."),
                    Map.entry("deleted", "Deleted."),
                    Map.entry("moved", "The tag was moved."),
                    Map.entry("password", "The password was changed, other sessions have ended."),
                    Map.entry("ended", "All access tokens have ended."),
                    Map.entry("logout", "You are logged out."));

    private Notices() {}

    static Optional<String> text(String key) {
        return Optional.ofNullable(TEXTS.get(key));
    }
}

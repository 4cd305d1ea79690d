package dev.lamina.hub.settings;

import java.util.Arrays;
import java.util.Locale;

/// Who may become an account of a hub by itself.
public enum SignUpMode {
    /// Everybody.
    OPEN,
    /// Who has an invitation.
    INVITATION,
    /// Nobody; an administrator adds accounts.
    CLOSED;

    /// Reads `open`, `invitation` or `closed`.
    ///
    /// @throws IllegalArgumentException if the text is something else
    public static SignUpMode parse(String text) {
        return Arrays.stream(values())
                .filter(mode -> mode.name().toLowerCase(Locale.ROOT).equals(text))
                .findFirst()
                .orElseThrow(
                        () ->
                                new IllegalArgumentException(
                                        "sign-up: expected open, invitation or closed, got '"
                                                + text
                                                + "'"));
    }
}

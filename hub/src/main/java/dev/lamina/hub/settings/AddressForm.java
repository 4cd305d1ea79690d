package dev.lamina.hub.settings;

import java.util.Optional;
import java.util.regex.Pattern;

/// The form of the address at which clients reach a hub.
public final class AddressForm {

    private static final Pattern HOST =
            Pattern.compile(
                    "[A-Za-z0-9.-]{1,253}(?::\\d{1,5})?|\\[[0-9A-Fa-f:.]{2,45}](?::\\d{1,5})?");

    private static final Pattern ADDRESS = Pattern.compile("https?://(?:" + HOST + ")");

    private AddressForm() {}

    /// Tells whether a text is a host, and maybe a port.
    public static boolean isHost(String text) {
        return HOST.matcher(text).matches();
    }

    /// Refuses what is no address.
    ///
    /// @throws IllegalArgumentException if it is not `http://` or `https://`, a host and maybe a port
    public static void check(Optional<String> address) {
        if (address.filter(text -> !ADDRESS.matcher(text).matches()).isPresent()) {
            throw new IllegalArgumentException(
                    "public address: expected http:// or https://, a host and maybe a port, got '"
                            + address.get()
                            + "'");
        }
    }
}

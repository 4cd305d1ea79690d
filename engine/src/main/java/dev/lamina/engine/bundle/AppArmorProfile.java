package dev.lamina.engine.bundle;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/// The AppArmor profile of containers (apparmor.d(5)); its text is the resource `apparmor-profile`.
public final class AppArmorProfile {

    /// Its name. A profile with other rules gets another one: what is loaded stays.
    public static final String NAME = "lamina-default";

    private static final String RESOURCE = "apparmor-profile";

    private AppArmorProfile() {}

    /// Returns the text that apparmor_parser(8) takes.
    ///
    /// @param abi whether this machine has the features of AppArmor 3.0 on file; newer ones take
    ///     `network` for less
    public static String text(boolean abi) {
        try (InputStream in = AppArmorProfile.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException(
                        RESOURCE.concat(": expected beside the class, got nothing"));
            }
            String rules = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return abi ? "abi <abi/3.0>,\n\n".concat(rules) : rules;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package dev.lamina.hub.settings;

import java.util.Optional;

/// Who may become an account of a hub.
///
/// @param signUp                how people become accounts by themselves
/// @param administratorPassword of the first administrator, if it is not to be random
public record PeopleSettings(SignUpMode signUp, Optional<String> administratorPassword) {

    /// Nobody without an invitation; a random password.
    public static final PeopleSettings DEFAULT =
            new PeopleSettings(SignUpMode.INVITATION, Optional.empty());

    /// Without the password.
    @Override
    public String toString() {
        return "PeopleSettings[signUp=" + signUp + "]";
    }
}

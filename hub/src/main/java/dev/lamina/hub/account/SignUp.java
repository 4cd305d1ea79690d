package dev.lamina.hub.account;

import dev.lamina.hub.settings.SignUpMode;

import java.io.IOException;
import java.util.Optional;

/// How people become accounts by themselves.
public final class SignUp {

    private final SignUpMode mode;
    private final Accounts accounts;
    private final Invitations invitations;

    public SignUp(SignUpMode mode, Accounts accounts, Invitations invitations) {
        this.mode = mode;
        this.accounts = accounts;
        this.invitations = invitations;
    }

    public SignUpMode mode() {
        return mode;
    }

    /// Adds a person.
    ///
    /// @param invitation its secret; ignored where none is needed
    /// @param address    where it came from, for the throttle
    /// @throws RefusedException if signing up is not possible, or not with this name and password
    /// @throws TooManyAttemptsException if too many have come from the address
    public Account signUp(String name, String password, String invitation, String address)
            throws IOException {
        if (mode == SignUpMode.CLOSED) {
            throw new RefusedException("sign-up: ask an administrator of this hub for an account");
        }
        if (mode == SignUpMode.INVITATION && !invitations.isValid(invitation)) {
            throw new RefusedException(
                    "invitation", "sign-up: expected an invitation, got none that is valid");
        }
        return accounts.signUp(
                name,
                password,
                mode == SignUpMode.INVITATION ? Optional.of(invitation) : Optional.empty(),
                address);
    }
}

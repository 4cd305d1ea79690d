package dev.lamina.hub.account;

import java.io.IOException;
import java.util.Optional;

/// How people become accounts by themselves.
public final class SignUp {

    private final Mode mode;
    private final Accounts accounts;
    private final Invitations invitations;

    public SignUp(Mode mode, Accounts accounts, Invitations invitations) {
        this.mode = mode;
        this.accounts = accounts;
        this.invitations = invitations;
    }

    /// Who may sign up.
    public enum Mode {
        /// Everybody.
        OPEN,
        /// Who has an invitation.
        INVITATION,
        /// Nobody; an administrator adds accounts.
        CLOSED
    }

    public Mode mode() {
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
        if (mode == Mode.CLOSED) {
            throw new RefusedException("sign-up: ask an administrator of this hub for an account");
        }
        if (mode == Mode.INVITATION && !invitations.isValid(invitation)) {
            throw new RefusedException(
                    "invitation", "sign-up: expected an invitation, got none that is valid");
        }
        return accounts.signUp(
                name,
                password,
                mode == Mode.INVITATION ? Optional.of(invitation) : Optional.empty(),
                address);
    }
}

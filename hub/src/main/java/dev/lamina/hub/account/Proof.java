package dev.lamina.hub.account;

/// How somebody has proven who it is.
public sealed interface Proof {

    /// Nobody said who it is.
    record Nothing() implements Proof {}

    /// By the account's password.
    record Password() implements Proof {}

    /// By the secret of a session, which began with the password.
    record SessionSecret() implements Proof {}

    /// By an access token.
    ///
    /// @param secret the token itself
    record Token(String secret) implements Proof {

        /// Without the secret: a caller may end up in a message.
        @Override
        public String toString() {
            return "Token";
        }
    }
}

package dev.lamina.hub.account;

import java.util.Optional;

/// Who makes a request, as far as was proven.
///
/// @param account the account; empty for somebody who did not say
/// @param ceiling more than that it may do nowhere: the scope of a token
/// @param proof   how it was proven
public record Caller(Optional<Account> account, Right ceiling, Proof proof) {

    /// Somebody who did not say who.
    public static final Caller ANONYMOUS =
            new Caller(Optional.empty(), Right.ADMIN, new Proof.Nothing());

    /// Returns an account with all its rights.
    public static Caller of(Account account, Proof proof) {
        return new Caller(Optional.of(account), Right.ADMIN, proof);
    }

    /// Returns the name for logs and histories.
    public String name() {
        return account.map(known -> known.name().text()).orElse("anonymous");
    }

    /// Returns whose share of what is computed is used: that of the account, wherever it comes from; of
    /// somebody who did not say who that of the address.
    public String client(String address) {
        return account.map(known -> "account " + known.name()).orElse(address);
    }

    /// Tells whether this is an administrator with all rights.
    public boolean isAdministrator() {
        return account.isPresent() && account.get().isAdministrator() && ceiling == Right.ADMIN;
    }
}

package dev.lamina.hub.upkeep;

import dev.lamina.hub.account.AccessTokens;
import dev.lamina.hub.account.Account;
import dev.lamina.hub.account.AccountName;
import dev.lamina.hub.account.Accounts;
import dev.lamina.hub.db.Database;

import java.io.IOException;
import java.time.InstantSource;
import java.util.Optional;

/// A new password for somebody who has lost the old one. Hubs may run meanwhile.
public final class LostPassword {

    private final Database database;

    public LostPassword(Database database) {
        this.database = database;
    }

    /// Gives a person a new password, and ends sessions and logins of clients that began with the old
    /// one. Waits after wrong attempts end, too.
    ///
    /// @param name  of the account
    /// @param given the password; without one it gets a random one, to be changed at the next login
    /// @param endTokens whether all tokens of the account end, too
    /// @return the random password; empty if one was given
    /// @throws IOException if the account is no person who may log in, or the password is too weak
    public Optional<String> reset(String name, Optional<String> given, boolean endTokens)
            throws IOException {
        var accounts = new Accounts(database, InstantSource.system());
        Account account = person(accounts, name);
        String password = given.orElseGet(Accounts::randomPassword);
        if (given.isPresent()) {
            accounts.changePassword(account, password);
        } else {
            accounts.resetPassword(account, password);
        }
        accounts.forgetAttempts(account);
        if (endTokens) {
            new AccessTokens(database, InstantSource.system()).endAll(account);
        }
        return given.isPresent() ? Optional.empty() : Optional.of(password);
    }

    private static Account person(Accounts accounts, String name) throws IOException {
        Optional<AccountName> parsed = AccountName.parse(name);
        Optional<Account> found =
                parsed.isPresent() ? accounts.find(parsed.get()) : Optional.empty();
        Account account =
                found.orElseThrow(
                        () -> new IOException("account '" + name + "': not found in this hub"));
        if (account.kind() != Account.Kind.PERSON) {
            throw new IOException(
                    "account '" + name + "': expected a person, got an account without a password");
        }
        if (account.isDisabled()) {
            throw new IOException(
                    "account '" + name + "': is disabled: an administrator must enable it first");
        }
        return account;
    }
}

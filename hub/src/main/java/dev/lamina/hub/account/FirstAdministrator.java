package dev.lamina.hub.account;

import dev.lamina.hub.db.Database;
import dev.lamina.hub.db.Session;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/// The account that a hub begins with, and lets all others in.
public final class FirstAdministrator {

    private static final String NAME = "admin";

    private final Database database;
    private final InstantSource clock;
    private final Passwords passwords;
    private final PasswordRule rule;

    FirstAdministrator(
            Database database, InstantSource clock, Passwords passwords, PasswordRule rule) {
        this.rule = rule;
        this.database = database;
        this.clock = clock;
        this.passwords = passwords;
    }

    /// Takes back the random password that [#prepare] has made, and that nobody was told: the next
    /// start makes another.
    public void takeBack() throws IOException {
        database.write(
                session ->
                        session.update(
                                """
                                UPDATE accounts SET is_administrator = 0, password = NULL
                                WHERE name = 'admin' AND must_change = 1"""));
    }

    /// Makes sure that there are an administrator and the organisation of official images.
    ///
    /// @param given the administrator's password; without one it gets a random one
    /// @return the random password, which is to be changed at the first login; empty if there was an
    ///     administrator, or a password was given
    public Optional<String> prepare(Optional<String> given) throws IOException {
        if (database.read(Accounts::hasAdministrator)) {
            return Optional.empty();
        }
        String password = given.orElseGet(Accounts::randomPassword);
        rule.check(NAME, password);
        String hash = passwords.hash(password);
        Instant now = clock.instant();
        boolean added =
                database.write(
                        session ->
                                !Accounts.hasAdministrator(session)
                                        && prepare(session, hash, given.isEmpty(), now));
        return added && given.isEmpty() ? Optional.of(password) : Optional.empty();
    }

    /// An account `admin` that is there already becomes administrator, with the new password.
    private static boolean prepare(Session session, String hash, boolean mustChange, Instant now)
            throws SQLException, IOException {
        AccountName name = new AccountName(NAME);
        Optional<Account> known = AccountRows.find(session, name);
        Account admin =
                known.isPresent()
                        ? known.get()
                        : AccountRows.add(
                                session,
                                name,
                                Account.Kind.PERSON,
                                Optional.empty(),
                                Optional.empty(),
                                now);
        session.update(
                """
                UPDATE accounts
                SET password = ?, must_change = ?, is_administrator = 1, is_disabled = 0
                WHERE id = ?""",
                hash,
                mustChange ? 1 : 0,
                admin.id());
        if (AccountRows.find(session, AccountName.OFFICIAL).isEmpty()) {
            Account official =
                    AccountRows.add(
                            session,
                            AccountName.OFFICIAL,
                            Account.Kind.ORGANISATION,
                            Optional.empty(),
                            Optional.empty(),
                            now);
            session.update(
                    """
                    INSERT INTO members (organisation_id, account_id, is_owner) VALUES (?, ?, 1)""",
                    official.id(),
                    admin.id());
        }
        return true;
    }
}

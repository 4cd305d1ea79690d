package dev.lamina.hub.account;

import dev.lamina.hub.db.Database;

import java.io.IOException;
import java.time.InstantSource;
import java.util.Optional;

/// Accounts for tests, whose passwords cost little: a hub spends most of the time of a login on purpose.
public final class TestAccounts {

    private static final PasswordCost CHEAP = new PasswordCost(64, 1);

    private TestAccounts() {}

    public static Accounts of(Database database, InstantSource clock) throws IOException {
        return new Accounts(database, new PasswordRule(Optional.empty()), CHEAP, clock);
    }
}

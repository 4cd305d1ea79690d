package dev.lamina.hub.account;

import dev.lamina.hub.catalog.PlainText;
import dev.lamina.hub.db.Database;
import dev.lamina.hub.db.Session;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/// The people of a hub, and their passwords.
public final class Accounts {

    private static final int MAX_FULL_NAME_LENGTH = 100;
    private static final int MAX_LISTED = 10_000;

    private final Database database;
    private final InstantSource clock;
    private final Passwords passwords;
    private final PasswordRule rule;
    private final LoginThrottle throttle;
    private final OneAtATime logins = new OneAtATime();

    /// For passwords that are set where nobody knows the hub's address.
    public Accounts(Database database, InstantSource clock) throws IOException {
        this(database, new PasswordRule(Optional.empty()), PasswordCost.USUAL, clock);
    }

    public Accounts(Database database, PasswordRule rule, PasswordCost cost, InstantSource clock)
            throws IOException {
        this.database = database;
        this.rule = rule;
        this.clock = clock;
        this.passwords = new Passwords(cost);
        this.throttle = new LoginThrottle(database);
    }

    /// Returns an account by its name.
    public Optional<Account> find(AccountName name) throws IOException {
        return database.read(session -> AccountRows.find(session, name));
    }

    /// Returns all accounts, in the order of their names.
    public List<Account> all() throws IOException {
        return database.read(
                session ->
                        session.list(
                                "SELECT "
                                        + AccountRows.COLUMNS
                                        + " FROM accounts a ORDER BY a.name LIMIT ?",
                                AccountRows::read,
                                MAX_LISTED));
    }

    /// Adds a person.
    ///
    /// @throws RefusedException if the name is no name or taken, or the password too weak
    public Account addPerson(String name, String password) throws IOException {
        AccountName parsed = personName(name);
        rule.check(name, password);
        String hash = passwords.hash(password);
        return database.write(
                session ->
                        AccountRows.add(
                                session,
                                parsed,
                                Account.Kind.PERSON,
                                Optional.of(hash),
                                Optional.empty(),
                                clock.instant()));
    }

    /// Adds a person who signs up.
    ///
    /// @param invitation that is used up; empty where none is needed
    /// @param address    where it came from, for the throttle
    /// @throws RefusedException if the name is no name or taken, the password too weak, or the
    ///     invitation not good: then nothing has changed
    /// @throws TooManyAttemptsException if too many have come from the address
    Account signUp(String name, String password, Optional<String> invitation, String address)
            throws IOException {
        AccountName parsed = personName(name);
        rule.check(name, password);
        Instant now = clock.instant();
        throttle.beginSignUp(address, now);
        String hash = passwords.hash(password);
        return database.write(
                session -> {
                    if (invitation.isPresent()
                            && !Invitations.use(session, invitation.get(), now)) {
                        throw new RefusedException(
                                "invitation", "sign-up: the invitation was used meanwhile");
                    }
                    return AccountRows.add(
                            session,
                            parsed,
                            Account.Kind.PERSON,
                            Optional.of(hash),
                            Optional.empty(),
                            now);
                });
    }

    private static AccountName personName(String name) throws RefusedException {
        return AccountName.parse(name)
                .filter(parsed -> !parsed.isOfRobot())
                .orElseThrow(
                        () ->
                                new RefusedException(
                                        "name",
                                        "account: expected 2 to 40 lower-case letters and digits,"
                                                + " with single '.', '_' or '-' between them, got '"
                                                + name
                                                + "'"));
    }

    /// Checks a password.
    ///
    /// @param address where it came from, for the throttle
    /// @return empty if the account does not exist, is disabled, or has another password: nobody
    ///     learns which
    /// @throws TooManyAttemptsException if too many attempts have failed
    public Optional<Account> login(String name, String password, String address)
            throws IOException {
        Optional<AccountName> parsed = AccountName.parse(name);
        String subject = parsed.map(AccountName::text).orElse("");
        return logins.run(
                subject + " " + address,
                () -> {
                    throttle.begin(subject, address, clock.instant());
                    Optional<Account> account = known(parsed, password);
                    if (account.isPresent()) {
                        throttle.succeeded(subject, address, clock.instant());
                    }
                    return account;
                });
    }

    private Optional<Account> known(Optional<AccountName> parsed, String password)
            throws IOException {
        Optional<Account> account = parsed.isPresent() ? find(parsed.get()) : Optional.empty();
        Optional<String> hash = account.isPresent() ? hash(account.get()) : Optional.empty();
        if (hash.isEmpty()) {
            passwords.pretend(password);
            return Optional.empty();
        }
        return passwords.matches(password, hash.get())
                ? account.filter(known -> !known.isDisabled())
                : Optional.empty();
    }

    private Optional<String> hash(Account account) throws IOException {
        return database.read(
                session ->
                        session.first(
                                """
                                SELECT password FROM accounts
                                WHERE id = ? AND password IS NOT NULL""",
                                row -> row.getString(1),
                                account.id()));
    }

    /// Returns a password that nobody can guess.
    public static String randomPassword() {
        return Secret.create("");
    }

    /// Changes a password, and ends all that began with the old one: the sessions of the account, and
    /// the logins of its clients. Its other tokens stay.
    ///
    /// @throws RefusedException if the new one is too weak
    public void changePassword(Account account, String password) throws IOException {
        setPassword(account, password, false, false);
    }

    /// Does the same, and ends all tokens of the account, too.
    ///
    /// @throws RefusedException if the new one is too weak
    public void changePasswordAndEndTokens(Account account, String password) throws IOException {
        setPassword(account, password, false, true);
    }

    /// Gives an account a password that is to be changed at the next login.
    ///
    /// @throws RefusedException if the new one is too weak
    public void resetPassword(Account account, String password) throws IOException {
        setPassword(account, password, true, false);
    }

    /// Ends the waits of those who tried wrong passwords of an account.
    public void forgetAttempts(Account account) throws IOException {
        throttle.forget(account.name().text());
    }

    private void setPassword(
            Account account, String password, boolean mustChange, boolean endTokens)
            throws IOException {
        rule.check(account.name().text(), password);
        String hash = passwords.hash(password);
        database.write(
                session -> {
                    endSessions(session, account.id());
                    if (endTokens) {
                        AccessTokens.endAll(session, account.id());
                    } else {
                        AccessTokens.endLogins(session, account.id());
                    }
                    return session.update(
                            "UPDATE accounts SET password = ?, must_change = ? WHERE id = ?",
                            hash,
                            mustChange ? 1 : 0,
                            account.id());
                });
    }

    private static void endSessions(Session session, long id) throws SQLException {
        session.update("DELETE FROM sessions WHERE account_id = ?", id);
    }

    /// Changes what people see as the name.
    ///
    /// @throws RefusedException if it is too long, or has control characters
    public void setFullName(Account account, String fullName) throws IOException {
        if (fullName.length() > MAX_FULL_NAME_LENGTH || !PlainText.isLine(fullName)) {
            throw new RefusedException(
                    "name",
                    "full name: expected one line of at most "
                            + MAX_FULL_NAME_LENGTH
                            + " characters, without control characters");
        }
        database.write(
                session ->
                        session.update(
                                "UPDATE accounts SET full_name = ? WHERE id = ?",
                                fullName.strip(),
                                account.id()));
    }

    /// Makes an account an administrator, or no longer one.
    ///
    /// @throws RefusedException if it is no person, or none would be left
    public void setAdministrator(Account account, boolean isAdministrator) throws IOException {
        if (isAdministrator && account.kind() != Account.Kind.PERSON) {
            throw new RefusedException("administrator: expected a person, got " + account.name());
        }
        database.write(
                session -> {
                    session.update(
                            "UPDATE accounts SET is_administrator = ? WHERE id = ?",
                            isAdministrator ? 1 : 0,
                            account.id());
                    return checkAdministrators(session);
                });
    }

    /// Lets an account log in no longer, or again. Its sessions end, its tokens are not taken.
    ///
    /// @throws RefusedException if no administrator would be left
    public void setDisabled(Account account, boolean isDisabled) throws IOException {
        database.write(
                session -> {
                    session.update(
                            "UPDATE accounts SET is_disabled = ? WHERE id = ?",
                            isDisabled ? 1 : 0,
                            account.id());
                    endSessions(session, account.id());
                    return checkAdministrators(session);
                });
    }

    private static boolean checkAdministrators(Session session)
            throws SQLException, RefusedException {
        if (!hasAdministrator(session)) {
            throw new RefusedException("administrators: expected at least one to be left");
        }
        return true;
    }

    static boolean hasAdministrator(Session session) throws SQLException {
        return session.exists(
                "SELECT 1 FROM accounts WHERE is_administrator = 1 AND is_disabled = 0");
    }

    /// Tells whether there is no account at all: nobody has used this catalog.
    public boolean isEmpty() throws IOException {
        return !database.read(session -> session.exists("SELECT 1 FROM accounts LIMIT 1"));
    }

    /// Returns what makes the account that a hub begins with.
    public FirstAdministrator firstAdministrator() {
        return new FirstAdministrator(database, clock, passwords, rule);
    }
}

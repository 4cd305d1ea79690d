package dev.lamina.hub.account;

import dev.lamina.hub.db.Database;
import dev.lamina.hub.db.Session;

import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/// Makes guessing passwords slow. The counts are in the database: all processes of a hub see them.
///
/// An attempt counts as failed before its password is looked at, in the transaction that lets it pass:
/// so many at once are no way around. Who guesses at one account from one address waits after few
/// attempts. An account alone takes many; and an address that has logged in to it never waits for
/// others, so that nobody can lock an owner out from elsewhere.
final class LoginThrottle {

    private static final int ATTEMPTS_ON_BOTH = 5;
    private static final int ATTEMPTS_OF_ADDRESS = 50;
    private static final int ATTEMPTS_ON_ACCOUNT = 200;

    /// Many people may share an address.
    private static final int SIGN_UPS_OF_ADDRESS = 20;

    /// The wait after one attempt too many; each further one doubles it.
    private static final Duration FIRST_WAIT = Duration.ofSeconds(5);

    private static final Duration LONGEST_WAIT = Duration.ofMinutes(15);

    /// After so long attempts are forgotten.
    private static final Duration MEMORY = Duration.ofHours(1);

    /// After so long it is forgotten that an address has logged in to an account.
    private static final Duration ADDRESS_MEMORY = Duration.ofDays(90);

    /// That an address has logged in is written down so often at most.
    private static final Duration PRECISION = Duration.ofDays(1);

    private final Database database;

    LoginThrottle(Database database) {
        this.database = database;
    }

    /// Lets an attempt to log in pass, and counts it as failed until [#succeeded].
    ///
    /// @throws TooManyAttemptsException if it comes too early
    void begin(String account, String address, Instant now) throws IOException {
        database.write(
                session -> {
                    for (var subject : subjects(account, address).entrySet()) {
                        boolean isOfOthers = subject.getKey().equals(ofAccount(account));
                        Duration wait = wait(session, subject.getKey(), subject.getValue(), now);
                        if (wait.isPositive()
                                && !(isOfOthers && isKnown(session, account, address, now))) {
                            throw TooManyAttemptsException.ofLogin(wait);
                        }
                    }
                    forget(session, now);
                    for (String subject : subjects(account, address).keySet()) {
                        count(session, subject, now);
                    }
                    return true;
                });
    }

    /// Lets an attempt to sign up pass, and counts it.
    ///
    /// @throws TooManyAttemptsException if it comes too early
    void beginSignUp(String address, Instant now) throws IOException {
        String subject = "sign-up " + address;
        database.write(
                session -> {
                    Duration wait = wait(session, subject, SIGN_UPS_OF_ADDRESS, now);
                    if (wait.isPositive()) {
                        throw TooManyAttemptsException.ofSignUp(wait);
                    }
                    forget(session, now);
                    count(session, subject, now);
                    return true;
                });
    }

    private static Map<String, Integer> subjects(String account, String address) {
        return Map.of(
                ofBoth(account, address), ATTEMPTS_ON_BOTH,
                ofAddress(address), ATTEMPTS_OF_ADDRESS,
                ofAccount(account), ATTEMPTS_ON_ACCOUNT);
    }

    private static String ofBoth(String account, String address) {
        return "both " + account + " " + address;
    }

    private static String ofAddress(String address) {
        return "address " + address;
    }

    private static String ofAccount(String account) {
        return "account " + account;
    }

    private static String known(String account, String address) {
        return "known " + account + " " + address;
    }

    private static boolean isKnown(Session session, String account, String address, Instant now)
            throws SQLException {
        return find(session, known(account, address))
                .filter(row -> row.last().plus(ADDRESS_MEMORY).isAfter(now))
                .isPresent();
    }

    private static Duration wait(Session session, String subject, int allowed, Instant now)
            throws SQLException {
        return find(session, subject).map(row -> row.wait(allowed, now)).orElse(Duration.ZERO);
    }

    private static Optional<Attempts> find(Session session, String subject) throws SQLException {
        return session.first(
                "SELECT count, last_at FROM login_failures WHERE subject = ?",
                Attempts::read,
                subject);
    }

    private static void forget(Session session, Instant now) throws SQLException {
        session.update(
                """
                DELETE FROM login_failures
                WHERE last_at < ? OR last_at < ? AND subject NOT LIKE 'known %'""",
                now.minus(ADDRESS_MEMORY), now.minus(MEMORY));
    }

    private static void count(Session session, String subject, Instant now) throws SQLException {
        session.update(
                """
                INSERT INTO login_failures (subject, count, last_at)
                VALUES (?, 1, ?)
                ON CONFLICT (subject) DO UPDATE
                SET count = login_failures.count + 1, last_at = excluded.last_at""",
                subject,
                now);
    }

    /// Attempts, and when the last one was.
    private record Attempts(long count, Instant last) {

        static Attempts read(ResultSet row) throws SQLException {
            return new Attempts(row.getLong(1), Session.time(row.getLong(2)));
        }

        Duration wait(int allowed, Instant now) {
            if (count < allowed || last.plus(MEMORY).isBefore(now)) {
                return Duration.ZERO;
            }
            long doublings = Math.min(count - allowed, 10);
            Duration wait = FIRST_WAIT.multipliedBy(1L << doublings);
            Duration bounded = wait.compareTo(LONGEST_WAIT) < 0 ? wait : LONGEST_WAIT;
            return Duration.between(now, last.plus(bounded));
        }
    }

    /// Forgets the attempts on an account from an address, takes the one that began back, and
    /// remembers that the address is one of its owner.
    void succeeded(String account, String address, Instant now) throws IOException {
        database.write(
                session -> {
                    session.update(
                            "DELETE FROM login_failures WHERE subject = ?",
                            ofBoth(account, address));
                    session.update(
                            """
                            UPDATE login_failures SET count = count - 1
                            WHERE count > 0 AND subject IN (?, ?)""",
                            ofAddress(address),
                            ofAccount(account));
                    if (!isKnown(
                            session, account, address, now.minus(PRECISION).plus(ADDRESS_MEMORY))) {
                        count(session, known(account, address), now);
                    }
                    return true;
                });
    }

    /// Forgets the attempts on an account, from wherever they came.
    void forget(String account) throws IOException {
        String each = ofBoth(account, "");
        database.write(
                session ->
                        session.update(
                                "DELETE FROM login_failures WHERE subject = ? OR substr(subject, 1, ?) = ?",
                                ofAccount(account),
                                each.length(),
                                each));
    }
}

package dev.lamina.hub.account;

import dev.lamina.hub.db.Database;
import dev.lamina.hub.db.Session;

import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Makes guessing passwords slow. The counts are in the database: all processes of a hub see them.
///
/// Who guesses at one account from one address waits after few attempts; so that nobody can lock an
/// owner out from elsewhere, an account alone takes many.
final class LoginThrottle {

    private static final int ATTEMPTS_ON_BOTH = 5;
    private static final int ATTEMPTS_OF_ADDRESS = 50;
    private static final int ATTEMPTS_ON_ACCOUNT = 200;

    /// The wait after one attempt too many; each further one doubles it.
    private static final Duration FIRST_WAIT = Duration.ofSeconds(5);

    private static final Duration LONGEST_WAIT = Duration.ofMinutes(15);

    /// After so long nothing is remembered.
    private static final Duration MEMORY = Duration.ofHours(1);

    private final Database database;

    LoginThrottle(Database database) {
        this.database = database;
    }

    /// Refuses an attempt that comes too early.
    void check(String account, String address, Instant now) throws IOException {
        for (var subject : subjects(account, address).entrySet()) {
            Optional<Failures> failures = database.read(session -> find(session, subject.getKey()));
            if (failures.isPresent()) {
                Duration wait = failures.get().wait(subject.getValue(), now);
                if (wait.isPositive()) {
                    throw new TooManyAttemptsException(wait);
                }
            }
        }
    }

    private static Map<String, Integer> subjects(String account, String address) {
        return Map.of(
                "both " + account + " " + address, ATTEMPTS_ON_BOTH,
                "address " + address, ATTEMPTS_OF_ADDRESS,
                "account " + account, ATTEMPTS_ON_ACCOUNT);
    }

    private static Optional<Failures> find(Session session, String subject) throws SQLException {
        return session.first(
                "SELECT count, last_at FROM login_failures WHERE subject = ?",
                Failures::read,
                subject);
    }

    /// Failed attempts, and when the last one was.
    private record Failures(long count, Instant last) {

        static Failures read(ResultSet row) throws SQLException {
            return new Failures(row.getLong(1), Session.time(row.getLong(2)));
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

    /// Remembers a failed attempt.
    void failed(String account, String address, Instant now) throws IOException {
        List<String> subjects = List.copyOf(subjects(account, address).keySet());
        database.write(
                session -> {
                    session.update(
                            "DELETE FROM login_failures WHERE last_at < ?", now.minus(MEMORY));
                    for (String subject : subjects) {
                        session.update(
                                """
                                INSERT INTO login_failures (subject, count, last_at)
                                VALUES (?, 1, ?)
                                ON CONFLICT (subject) DO UPDATE
                                SET count = login_failures.count + 1, last_at = excluded.last_at""",
                                subject,
                                now);
                    }
                    return true;
                });
    }

    /// Forgets the attempts on an account from an address.
    void succeeded(String account, String address) throws IOException {
        String both = "both " + account + " " + address;
        if (database.read(session -> find(session, both)).isPresent()) {
            database.write(
                    session ->
                            session.update("DELETE FROM login_failures WHERE subject = ?", both));
        }
    }
}

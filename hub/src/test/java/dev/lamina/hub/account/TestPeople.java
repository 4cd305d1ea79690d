package dev.lamina.hub.account;

import dev.lamina.hub.catalog.RepositoryName;
import dev.lamina.hub.catalog.repository.Repositories;
import dev.lamina.hub.db.Database;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/// A database with the organisation `acme`, its owner `olga`, its members `mia` and `tom`, the
/// stranger `sam`, and an administrator; and a clock that stands still.
final class TestPeople implements AutoCloseable {

    static final String PASSWORD = "a good password";
    static final RepositoryName APP = new RepositoryName("acme/app");

    final Database database;
    final Accounts accounts;
    final Organisations organisations;
    final Teams teams;
    final Robots robots;
    final AccessTokens tokens;
    final Sessions sessions;
    final Repositories repositories;
    final Account acme;

    private Instant now = Instant.parse("2026-03-01T12:00:00Z");

    TestPeople(Database database) throws IOException {
        this.database = database;
        InstantSource clock = () -> now;
        accounts = TestAccounts.of(database, clock);
        organisations = new Organisations(database, clock);
        teams = new Teams(database);
        robots = new Robots(database, clock);
        tokens = new AccessTokens(database, clock);
        sessions = new Sessions(database, clock);
        repositories = new Repositories(database);
        accounts.firstAdministrator().prepare(Optional.of(PASSWORD));
        for (String name : List.of("olga", "mia", "tom", "sam")) {
            accounts.addPerson(name, PASSWORD);
        }
        acme = organisations.add("acme", account("olga"));
        organisations.putMember(acme, account("mia"), false);
        organisations.putMember(acme, account("tom"), false);
    }

    Account account(String name) throws IOException {
        return accounts.find(new AccountName(name)).orElseThrow();
    }

    Caller caller(String name) throws IOException {
        return Caller.of(account(name), new Proof.Password());
    }

    void pass(Duration time) {
        now = now.plus(time);
    }

    Instant now() {
        return now;
    }

    @Override
    public void close() {
        database.close();
    }
}

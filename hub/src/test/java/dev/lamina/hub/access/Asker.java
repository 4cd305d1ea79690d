package dev.lamina.hub.access;

import dev.lamina.hub.account.Right;

/// Everybody who may ask a [RightsHub], and what each may do with its repositories `team/open`, which is
/// public, and `team/closed`, which is not.
///
/// The rights stand here as people would say them, so that tables of routes can be held against them.
public enum Asker {
    NOBODY("", Right.READ, Right.NONE),
    STRANGER("stranger", Right.READ, Right.NONE),
    READER("reader", Right.READ, Right.READ),
    WRITER("writer", Right.WRITE, Right.WRITE),
    OWNER("owner", Right.ADMIN, Right.ADMIN),
    /// Of the hub.
    ADMIN("admin", Right.ADMIN, Right.ADMIN),

    OWNER_BY_PASSWORD("owner", Right.ADMIN, Right.ADMIN),
    OWNER_BY_READING_TOKEN("owner", Right.READ, Right.READ),
    OWNER_BY_WRITING_TOKEN("owner", Right.WRITE, Right.WRITE),
    ADMIN_BY_READING_TOKEN("admin", Right.READ, Right.READ),

    READING_ROBOT("team+reads", Right.READ, Right.READ),
    WRITING_ROBOT("team+writes", Right.WRITE, Right.WRITE),
    /// It may write elsewhere.
    ROBOT_OF_ANOTHER("team+other", Right.READ, Right.NONE),

    /// Owns the team, and must change the password: a token of before stays.
    FRESH_BY_TOKEN("fresh", Right.ADMIN, Right.ADMIN),
    FRESH_BY_PASSWORD("fresh"),

    /// Owns the team, and is disabled.
    DISABLED_BY_PASSWORD("gone"),
    DISABLED_BY_TOKEN("gone"),
    ROBOT_OF_DISABLED("gone+robot"),

    OWNER_BY_EXPIRED_TOKEN("owner"),
    ROBOT_BY_EXPIRED_TOKEN("team+writes"),
    OWNER_BY_WRONG_TOKEN("owner");

    private final String account;
    private final Right open;
    private final Right closed;

    Asker(String account, Right open, Right closed) {
        this.account = account;
        this.open = open;
        this.closed = closed;
    }

    /// Whose credentials are refused, also where nobody needs any.
    Asker(String account) {
        this(account, Right.NONE, Right.NONE);
    }

    /// Returns the name that it gives.
    public String account() {
        return account;
    }

    /// Tells whether its credentials are refused.
    public boolean isRefused() {
        return open == Right.NONE;
    }

    /// Tells whether it is somebody at all.
    public boolean isLoggedIn() {
        return this != NOBODY && !isRefused();
    }

    /// Tells whether it may give stars, and the like: what needs no right to a repository but is a
    /// change.
    public boolean mayChange() {
        return isLoggedIn()
                && this != OWNER_BY_READING_TOKEN
                && this != ADMIN_BY_READING_TOKEN
                && this != READING_ROBOT;
    }

    /// Tells whether it is a person with all that its account may do.
    public boolean isWhole() {
        return switch (this) {
            case STRANGER, READER, WRITER, OWNER, ADMIN, OWNER_BY_PASSWORD, FRESH_BY_TOKEN -> true;
            default -> false;
        };
    }

    /// Returns the right to `team/open` or `team/closed`.
    public Right right(String repository) {
        return repository.equals(RightsHub.OPEN) ? open : closed;
    }
}

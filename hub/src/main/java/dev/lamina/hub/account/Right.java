package dev.lamina.hub.account;

/// What somebody may do with a repository. Each includes those before it.
public enum Right {
    /// Not even know that it is there.
    NONE,
    /// Pull, and look.
    READ,
    /// Push.
    WRITE,
    /// Delete, describe, hide, and grant rights.
    ADMIN;

    /// Tells whether this is enough where `needed` is asked for.
    public boolean includes(Right needed) {
        return compareTo(needed) >= 0;
    }

    /// Returns the smaller of two.
    public Right min(Right other) {
        return compareTo(other) <= 0 ? this : other;
    }

    /// Returns the greater of two.
    public Right max(Right other) {
        return compareTo(other) >= 0 ? this : other;
    }

    /// The number in the database.
    int level() {
        return ordinal();
    }

    static Right ofLevel(int level) {
        return values()[level];
    }
}

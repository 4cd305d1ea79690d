package dev.lamina.hub.account;

import dev.lamina.hub.db.Database;
import dev.lamina.hub.db.DatabaseException;

import java.io.IOException;

/// Writes down when something was used last. It is good to know, and no reason to refuse anybody if it
/// cannot be written, as on a full disk.
final class LastUse {

    private static final System.Logger LOG = System.getLogger(LastUse.class.getName());

    private LastUse() {}

    static void write(Database database, Database.Work<?> work) throws IOException {
        try {
            database.write(work);
        } catch (DatabaseException e) {
            LOG.log(System.Logger.Level.DEBUG, "the last use is not written down", e);
        }
    }
}

package dev.lamina.hub.db;

import java.io.IOException;
import java.sql.SQLException;

/// Lends sessions to work.
interface Connections {

    /// How this database wants its statements.
    Dialect dialect();

    /// Lends a session for statements that only read.
    <T> T reading(Database.Work<T> work) throws SQLException, IOException;

    /// Lends a session for a transaction. Never called by two threads at once.
    <T> T writing(Database.Work<T> work) throws SQLException, IOException;

    /// The same for one that makes room on the disk. On a full disk `work` may be run a second time, with
    /// room that is kept in reserve.
    default <T> T freeing(Database.Work<T> work) throws SQLException, IOException {
        return writing(work);
    }

    /// Closes all connections; statements that run are awaited.
    void close();
}

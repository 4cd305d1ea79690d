package dev.lamina.hub.db;

import java.nio.file.Path;
import java.util.Optional;

/// Where the driver of SQLite finds its native library.
///
/// It brings the library in its archive, and unpacks it into the directory for temporary files, which
/// is everybody's, and from which nothing can be run on some machines. A distribution has it unpacked,
/// and says so in a property of the driver; else it goes beside the first database, which is nobody
/// else's.
final class SqliteLibrary {

    /// Names the directory that has the library (sqlite-jdbc, `SQLiteJDBCLoader`).
    private static final String UNPACKED = "org.sqlite.lib.path";

    /// Names the directory that it is unpacked into.
    private static final String TARGET = "org.sqlite.tmpdir";

    private SqliteLibrary() {}

    /// Says where to unpack it, unless that has been said. It is loaded once for a process.
    static void unpackBeside(Path database) {
        Optional<Path> directory = Optional.ofNullable(database.toAbsolutePath().getParent());
        if (System.getProperty(UNPACKED) == null
                && System.getProperty(TARGET) == null
                && directory.isPresent()) {
            System.setProperty(TARGET, directory.get().toString());
        }
    }
}

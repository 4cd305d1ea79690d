package dev.lamina.linux;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/// Sockets of this machine that keep the bounds of messages (unix(7), `SOCK_SEQPACKET`), which the JDK
/// does not know.
public final class SequencedSocket {

    /// `AF_UNIX`
    private static final short UNIX = 1;

    /// `SOCK_SEQPACKET | SOCK_CLOEXEC`
    private static final long SEQUENCED = 5 | Descriptor.CLOSE_ON_EXEC;

    /// `O_PATH | O_DIRECTORY | O_CLOEXEC`; the second differs between processors and is left out.
    private static final long PATH_ONLY = 0x200000 | Descriptor.CLOSE_ON_EXEC;

    /// `sizeof(struct sockaddr_un)`, of which the path has all but two.
    private static final int ADDRESS_SIZE = 110;

    private SequencedSocket() {}

    /// Connects to the socket of a server.
    ///
    /// @param socket however long its path is
    /// @return what each read gives one message of, and each write makes one
    public static Descriptor connect(Path socket) throws LinuxException {
        Descriptor directory = open(socket.getParent());
        Descriptor connection =
                new Descriptor(
                        new NativeCall("socket").call(socket, false, UNIX, SEQUENCED, 0, 0, 0));
        boolean connected = false;
        try (Arena arena = Arena.ofConfined()) {
            byte[] path =
                    directory
                            .path()
                            .resolve(socket.getFileName())
                            .toString()
                            .getBytes(StandardCharsets.UTF_8);
            if (path.length >= ADDRESS_SIZE - Short.BYTES) {
                throw new IllegalArgumentException(
                        socket + ": expected the name of a socket to be short");
            }
            MemorySegment address = arena.allocate(ADDRESS_SIZE, Short.BYTES);
            address.set(JAVA_SHORT, 0, UNIX);
            MemorySegment.copy(path, 0, address, JAVA_BYTE, Short.BYTES, path.length);
            new NativeCall("connect")
                    .call(
                            socket,
                            false,
                            connection.number(),
                            address.address(),
                            ADDRESS_SIZE,
                            0,
                            0);
            connected = true;
            return connection;
        } finally {
            directory.close();
            if (!connected) {
                connection.close();
            }
        }
    }

    private static Descriptor open(Path directory) throws LinuxException {
        try (Arena arena = Arena.ofConfined()) {
            long path = arena.allocateFrom(directory.toString()).address();
            return new Descriptor(
                    new NativeCall("open").call(directory, false, path, PATH_ONLY, 0, 0, 0));
        }
    }
}

package dev.lamina.engine.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;

/// A file that takes room on the disk, to be given up when the disk is full: even to remove an image,
/// a new list of images must be written. It is deleted then, because a file system may have run out of
/// files (inodes) as well as of bytes.
///
/// To fill it is no duty: if there is no room, it stays smaller. Several processes may have the same.
public final class Reserve {

    private static final int PIECE = 64 << 10;

    private final StoreFiles files;
    private final Path file;

    /// @param file need not exist
    public Reserve(StoreFiles files, Path file) {
        this.files = files;
        this.file = file;
    }

    /// Tells whether a failure may be that of a disk without room: ENOSPC and EDQUOT have no exception of
    /// their own, and a text in the language of the user.
    public static boolean mayHelpAgainst(IOException failure) {
        return failure.getClass() == FileSystemException.class;
    }

    /// Gives up all of it.
    ///
    /// @return whether there was something
    public boolean giveUp() throws IOException {
        boolean some = Files.exists(file);
        files.delete(file);
        return some;
    }

    /// Takes room, unless it is taken already.
    public void fill(long size) {
        try {
            if (!Files.exists(file) || Files.size(file) < size) {
                write(size);
            }
        } catch (IOException e) {
            return; // What was asked for is done.
        }
    }

    /// The bytes have no pattern, because some file systems keep no room for one.
    private void write(long size) throws IOException {
        var random = new SplittableRandom(size);
        byte[] piece = new byte[PIECE];
        try (WritableFile out = files.create(file)) {
            for (long written = 0; written < size; written += PIECE) {
                random.nextBytes(piece);
                out.write(ByteBuffer.wrap(piece, 0, (int) Math.min(PIECE, size - written)));
            }
        }
    }
}

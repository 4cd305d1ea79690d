package dev.lamina.hub.db;

import dev.lamina.hub.disk.PrivateFiles;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.SplittableRandom;

/// A file that takes room on the disk of a database, to be given up when the disk is full: even to
/// delete rows a database needs room, for its log.
///
/// Whatever fails here is no failure of what was asked for; the reserve is smaller then. Several
/// processes may have the same: they only ever fill it or empty it.
final class Reserve {

    /// Enough for the log of a large deletion, and less than a blob store leaves free, so that uploads
    /// do not take what is given up.
    static final int SIZE = 8 << 20;

    private static final int PIECE = 64 << 10;

    private final Path file;

    Reserve(Path file) {
        this.file = file;
    }

    /// Makes the file, still empty, if it is missing.
    void create() {
        try {
            PrivateFiles.createFile(file);
        } catch (IOException e) {
            return;
        }
    }

    /// Gives up all of it; false if there is nothing.
    boolean giveUp() {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            boolean isSome = channel.size() > 0;
            channel.truncate(0);
            return isSome;
        } catch (IOException e) {
            return false;
        }
    }

    /// Takes as much as is missing and as there is. A file that is not there stays so.
    void fill() {
        try {
            if (Files.size(file) < SIZE) {
                grow();
            }
        } catch (IOException e) {
            return;
        }
    }

    /// What is written has no pattern, because some file systems keep no room for one.
    private void grow() throws IOException {
        var random = new SplittableRandom(SIZE);
        byte[] piece = new byte[PIECE];
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            // Another process may empty it meanwhile: a hole would keep no room.
            for (long size = channel.size(); size < SIZE; size = channel.size()) {
                random.nextBytes(piece);
                int length = (int) Math.min(PIECE, SIZE - size);
                channel.write(ByteBuffer.wrap(piece, 0, length), size);
            }
        }
    }
}

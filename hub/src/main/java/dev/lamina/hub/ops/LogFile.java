package dev.lamina.hub.ops;

import dev.lamina.hub.disk.PrivateFiles;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

/// A log in a file that others may move away or remove; then a new one begins.
final class LogFile implements LogOutput {

    private final Path path;
    private OutputStream out;
    private @Nullable Object key;

    LogFile(Path path) throws IOException {
        this.path = path;
        this.out = open(path);
        this.key = key(path);
    }

    private static OutputStream open(Path path) throws IOException {
        return PrivateFiles.openLog(path);
    }

    /// Names the file behind a path, as device and inode do.
    private static @Nullable Object key(Path path) throws IOException {
        return Files.readAttributes(path, BasicFileAttributes.class).fileKey();
    }

    @Override
    public void write(byte[] lines) throws IOException {
        if (wasMoved()) {
            reopen();
        }
        out.write(lines);
    }

    private boolean wasMoved() throws IOException {
        try {
            return key != null && !key.equals(key(path));
        } catch (NoSuchFileException e) {
            return true;
        }
    }

    @Override
    public void reopen() throws IOException {
        OutputStream fresh = open(path);
        out.close();
        out = fresh;
        key = key(path);
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}

package dev.lamina.engine.disk;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ThreadLocalRandom;

/// A file on its way into the store: written under `ingest/`, then given its place by a rename. No
/// other class brings a file into the store. One that is closed without a commit is deleted, unless
/// it was begun to be resumed. Failures name what it is for, not the name that it has meanwhile.
public final class Ingest implements AutoCloseable {

    private final StoreFiles files;
    private final Path path;
    private final WritableFile file;
    private final IngestFailure failure;
    private final boolean resumable;
    private long size;
    private boolean done;

    private Ingest(
            StoreFiles files,
            Path path,
            WritableFile file,
            IngestFailure failure,
            long size,
            boolean resumable) {
        this.files = files;
        this.path = path;
        this.file = file;
        this.failure = failure;
        this.size = size;
        this.resumable = resumable;
    }

    /// Returns a part of a file name that no other write in progress has.
    public static String unique() {
        // Not UUID.randomUUID, whose first call costs a hundredth of a second.
        return ProcessHandle.current().pid()
                + "-"
                + Long.toHexString(ThreadLocalRandom.current().nextLong());
    }

    /// Begins a file that is written in one go.
    ///
    /// @param directory where it is until the commit, of all ingests
    /// @param name      under which it is there; what others have at the same time is added
    /// @param what      it is for, in messages: `layer sha256:...`
    public static Ingest create(StoreFiles files, Path directory, String name, String what)
            throws IOException {
        Path path = directory.resolve(name + "-" + unique());
        var failure = new IngestFailure(directory, what);
        try {
            return new Ingest(files, path, files.create(path), failure, 0, false);
        } catch (FileSystemException e) {
            throw failure.of(e);
        }
    }

    /// Continues a file that an earlier process may have left; what it holds is not verified.
    ///
    /// @param what it is for, in messages
    public static Ingest resume(StoreFiles files, Path path, String what) throws IOException {
        var failure = new IngestFailure(path.getParent(), what);
        try {
            WritableFile file = files.append(path);
            return new Ingest(files, path, file, failure, Files.size(path), true);
        } catch (FileSystemException e) {
            throw failure.of(e);
        }
    }

    /// Where the bytes are until the commit.
    public Path path() {
        return path;
    }

    /// How many bytes the file has.
    public long size() {
        return size;
    }

    /// Appends bytes.
    public void write(byte[] buffer, int offset, int length) throws IOException {
        try {
            size += file.write(ByteBuffer.wrap(buffer, offset, length));
        } catch (FileSystemException e) {
            throw failure.of(e);
        }
    }

    /// Returns a stream that appends; closing it has no effect.
    public OutputStream stream() {
        return new IngestStream(this);
    }

    /// Has the disk write what it has so far. Another thread may call this meanwhile.
    public void force() throws IOException {
        try {
            file.force();
        } catch (FileSystemException e) {
            throw failure.of(e);
        }
    }

    /// Makes the file visible and safe against a power cut.
    public void commit(Path target) throws IOException {
        force();
        commitUnforced(target);
        files.forceDirectory(target.getParent());
    }

    /// Makes the file visible without waiting for the disk: for what can be made again.
    public void commitUnforced(Path target) throws IOException {
        try {
            file.close();
            files.rename(path, target);
        } catch (FileSystemException e) {
            throw failure.of(e);
        }
        done = true;
    }

    /// Gives up what was written, also if it could be resumed.
    public void discard() throws IOException {
        if (!done) {
            done = true;
            try (file) {
                files.delete(path);
            }
        }
    }

    @Override
    public void close() throws IOException {
        if (resumable) {
            file.close();
        } else {
            discard();
        }
    }

    /// Not that of `java.nio.channels.Channels`, which copies once more.
    private static final class IngestStream extends OutputStream {

        private final Ingest ingest;

        IngestStream(Ingest ingest) {
            this.ingest = ingest;
        }

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] buffer, int offset, int length) throws IOException {
            ingest.write(buffer, offset, length);
        }
    }
}

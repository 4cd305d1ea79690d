package dev.lamina.hub.blob;

import dev.lamina.hub.disk.PrivateFiles;
import dev.lamina.image.Digest;
import dev.lamina.image.DigestAlgorithm;
import dev.lamina.image.DigestMismatchException;
import dev.lamina.image.NotFoundException;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/// An upload as a file: its size is how much has arrived, a lock on it says who is writing.
final class FileUpload implements Upload {

    private static final System.Logger LOG = System.getLogger(FileUpload.class.getName());

    private static final int BUFFER_SIZE = 128 << 10;

    private final UUID id;
    private final FileParts parts;
    private final BlobPaths paths;
    private final RunningDigests digests;

    FileUpload(UUID id, FileParts parts) {
        this.id = id;
        this.parts = parts;
        this.paths = parts.paths();
        this.digests = parts.digests();
    }

    @Override
    public void create() throws IOException {
        parts.room().check();
        PrivateFiles.createNew(paths.upload(id));
    }

    @Override
    public long size() throws IOException {
        try {
            return Files.size(paths.upload(id));
        } catch (NoSuchFileException e) {
            throw missing();
        }
    }

    @Override
    public long append(long offset, InputStream content, long maxSize) throws IOException {
        try (var reserved = new Reserved()) {
            FileChannel file = reserved.file;
            long size = file.size();
            if (offset != size) {
                throw new UploadOffsetException(id, size, offset);
            }
            RunningDigests.Running running = digests.take(id, size, modified());
            try {
                file.position(size);
                copy(content, file, running, maxSize);
                return file.size();
            } finally {
                // The last, because it ends the lock: it opens the file and closes it.
                remember(running);
            }
        }
    }

    private FileTime modified() throws IOException {
        try {
            return Files.getLastModifiedTime(paths.upload(id));
        } catch (NoSuchFileException e) {
            throw missing();
        }
    }

    /// Gives the file a time that no writer leaves, which have that of a clock. A file system that
    /// does not keep it as it is cannot tell whether another process has changed the file: then it is
    /// read again at the end.
    private void remember(RunningDigests.Running running) {
        Instant time =
                Instant.now()
                        .truncatedTo(ChronoUnit.SECONDS)
                        .plus(ThreadLocalRandom.current().nextInt(1_000_000), ChronoUnit.MICROS);
        var mark = FileTime.from(time);
        try {
            Files.setLastModifiedTime(paths.upload(id), mark);
            if (modified().equals(mark)) {
                digests.put(id, running, mark);
            }
        } catch (IOException e) {
            LOG.log(System.Logger.Level.DEBUG, "an upload will be read again", e);
        }
    }

    /// A failure leaves file and computation at the same size: each piece goes to both or neither.
    private void copy(
            InputStream content, FileChannel file, RunningDigests.Running running, long maxSize)
            throws IOException {
        byte[] buffer = new byte[BUFFER_SIZE];
        long left = maxSize - file.position();
        int count = content.read(buffer);
        while (count >= 0) {
            left -= count;
            if (left < 0) {
                throw new BlobTooLargeException(maxSize);
            }
            write(file, ByteBuffer.wrap(buffer, 0, count));
            running.update(buffer, count);
            // Others on the same carrier need not wait until this client pauses.
            Thread.yield();
            count = content.read(buffer);
        }
    }

    /// Writes all or nothing, as far as the size of the file tells.
    private void write(FileChannel file, ByteBuffer piece) throws IOException {
        parts.room().check();
        long start = file.position();
        try {
            while (piece.hasRemaining()) {
                file.write(piece);
            }
        } catch (IOException e) {
            file.truncate(start);
            throw new BlobStoreException("writing an upload in " + directory(), e);
        }
    }

    @Override
    public void cut(long size) throws IOException {
        try (var reserved = new Reserved()) {
            if (reserved.file.size() > size) {
                digests.forget(id);
                reserved.file.truncate(size);
            }
        }
    }

    @Override
    public VerifiedUpload verify(Digest digest, Hashing hashing) throws IOException {
        var reserved = new Reserved();
        boolean done = false;
        try {
            long size = reserved.file.size();
            Digest got = compute(digest.algorithm(), reserved.file, size, hashing);
            if (!got.equals(digest)) {
                throw new DigestMismatchException("upload " + id, digest, got);
            }
            force(reserved.file);
            var verified = new Verified(reserved, size, digest);
            done = true;
            return verified;
        } finally {
            if (!done) {
                reserved.close();
            }
        }
    }

    /// What the kernel could not write once may be lost although it reports success the next time
    /// (fsync(2), "EIO"): the upload ends.
    private void force(FileChannel file) throws IOException {
        try {
            parts.forcing().force(file);
        } catch (ClosedChannelException e) {
            // This process is ending; nobody knows of a failure.
            throw e;
        } catch (IOException e) {
            discard();
            throw new BlobStoreException(
                    "bringing an upload in " + directory() + " to the disk", e);
        }
    }

    private Path directory() {
        return Objects.requireNonNull(paths.upload(id).getParent());
    }

    private Digest compute(DigestAlgorithm algorithm, FileChannel file, long size, Hashing hashing)
            throws IOException {
        RunningDigests.Running running = digests.take(id, size, modified());
        if (algorithm == DigestAlgorithm.SHA256 && running.isKnown()) {
            return Digest.finish(algorithm, running.computation());
        }
        return hashing.compute(() -> read(algorithm, file));
    }

    private static Digest read(DigestAlgorithm algorithm, FileChannel file) throws IOException {
        MessageDigest computation = algorithm.newMessageDigest();
        ByteBuffer buffer = ByteBuffer.allocate(BUFFER_SIZE);
        file.position(0);
        while (file.read(buffer) >= 0) {
            computation.update(buffer.flip());
            buffer.clear();
        }
        return Digest.finish(algorithm, computation);
    }

    @Override
    public void discard() throws IOException {
        digests.forget(id);
        Files.deleteIfExists(paths.upload(id));
    }

    private NotFoundException missing() {
        return new NotFoundException("upload", id.toString());
    }

    /// The right to change the upload, until it is closed.
    private final class Reserved implements AutoCloseable {

        private final FileChannel file;

        Reserved() throws IOException {
            if (!parts.busy().add(id)) {
                throw new UploadBusyException(id);
            }
            FileChannel locked = null;
            try {
                locked = lock();
            } finally {
                if (locked == null) {
                    parts.busy().remove(id);
                }
            }
            file = locked;
        }

        /// The file may be published or discarded between opening and locking.
        private FileChannel lock() throws IOException {
            Path path = paths.upload(id);
            FileChannel channel = open(path);
            boolean done = false;
            try {
                if (channel.tryLock() == null) {
                    throw new UploadBusyException(id);
                }
                if (!Files.exists(path)) {
                    throw missing();
                }
                done = true;
                return channel;
            } finally {
                if (!done) {
                    channel.close();
                }
            }
        }

        private FileChannel open(Path path) throws IOException {
            try {
                return FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE);
            } catch (NoSuchFileException e) {
                throw missing();
            }
        }

        @Override
        public void close() throws IOException {
            try {
                file.close();
            } finally {
                parts.busy().remove(id);
            }
        }
    }

    private final class Verified implements VerifiedUpload {

        private final Reserved reserved;
        private final long size;
        private final Digest digest;
        private boolean isPublished;

        Verified(Reserved reserved, long size, Digest digest) {
            this.reserved = reserved;
            this.size = size;
            this.digest = digest;
        }

        @Override
        public long size() {
            return size;
        }

        @Override
        public void publish() throws IOException {
            Path target = paths.blob(digest);
            Durable.createDirectories(target.getParent());
            try {
                Durable.move(paths.upload(id), target);
            } catch (NoSuchFileException e) {
                // Cancelled, or expired, at the same moment.
                throw missing();
            }
            digests.forget(id);
            isPublished = true;
        }

        /// A copy: others may hold the blob by now.
        @Override
        public void takeBack() throws IOException {
            if (isPublished) {
                Files.copy(paths.blob(digest), paths.upload(id));
                isPublished = false;
            }
        }

        @Override
        public void close() throws IOException {
            reserved.close();
        }
    }
}

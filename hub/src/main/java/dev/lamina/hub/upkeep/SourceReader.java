package dev.lamina.hub.upkeep;

import dev.lamina.hub.blob.BlobStore;
import dev.lamina.hub.blob.StoredBlob;
import dev.lamina.hub.catalog.content.Inventory.KnownBlob;
import dev.lamina.hub.upkeep.Flaw.Finding;
import dev.lamina.image.DigestMismatchException;
import dev.lamina.image.NotFoundException;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.ClosedByInterruptException;
import java.util.Optional;

/// Reads the blobs of a store one after the other. One that cannot be read is a finding and no end:
/// the others are wanted all the more. Only a store that gives nothing at all ends the reading.
final class SourceReader {

    /// Blobs are read in the order of their digests, which chance decides. So many in a row are
    /// unreadable only where nearly all are.
    private static final int MAX_UNREADABLE_IN_A_ROW = 100;

    private final BlobStore store;
    private int unreadable;

    SourceReader(BlobStore store) {
        this.store = store;
    }

    /// What is done with the bytes of a blob of the right size.
    @FunctionalInterface
    interface Reading {

        /// @param content whose failures are findings; others end all
        /// @throws DigestMismatchException if the bytes, read whole, have another digest
        void read(InputStream content) throws IOException;
    }

    /// Reads a blob, and returns what is wrong with it.
    ///
    /// @throws IOException if `reading` failed other than by its content, or nothing is readable
    Optional<Finding> read(KnownBlob blob, Reading reading) throws IOException {
        Optional<Finding> finding = tryToRead(blob, reading);
        boolean failed = finding.filter(SourceReader::isUnreadable).isPresent();
        unreadable = failed ? unreadable + 1 : 0;
        if (unreadable >= MAX_UNREADABLE_IN_A_ROW) {
            throw new IOException(
                    "blobs: expected some that can be read, got "
                            + unreadable
                            + " in a row that cannot; the last one: "
                            + finding.orElseThrow().found());
        }
        return finding;
    }

    private static boolean isUnreadable(Finding finding) {
        return finding.kind() == Flaw.Kind.UNREADABLE;
    }

    private Optional<Finding> tryToRead(KnownBlob blob, Reading reading) throws IOException {
        try {
            Optional<StoredBlob> found = open(blob);
            return found.isEmpty()
                    ? Optional.of(Finding.MISSING)
                    : read(found.get(), blob, reading);
        } catch (DigestMismatchException e) {
            return Optional.of(Finding.ofDigest(e.got()));
        } catch (UnreadableException e) {
            return Optional.of(e.finding());
        }
    }

    private Optional<StoredBlob> open(KnownBlob blob) throws IOException {
        try {
            return store.open(blob.digest());
        } catch (IOException e) {
            throw UnreadableException.of(e);
        }
    }

    private static Optional<Finding> read(StoredBlob found, KnownBlob blob, Reading reading)
            throws IOException {
        try (StoredBlob open = found) {
            if (open.size() != blob.size()) {
                return Optional.of(Finding.ofSize(open.size()));
            }
            try (InputStream content = new Content(stream(open))) {
                reading.read(content);
                return Optional.empty();
            }
        }
    }

    private static InputStream stream(StoredBlob open) throws IOException {
        try {
            return open.openStream(0, open.size());
        } catch (IOException e) {
            throw UnreadableException.of(e);
        }
    }

    /// Marks the failures of a blob, so that they are told from those of who takes the bytes.
    private static final class Content extends FilterInputStream {

        Content(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            try {
                return super.read();
            } catch (IOException e) {
                throw UnreadableException.of(e);
            }
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            try {
                return super.read(buffer, offset, length);
            } catch (IOException e) {
                throw UnreadableException.of(e);
            }
        }

        /// What was wrong with the bytes is known by now.
        @Override
        public void close() {
            try {
                super.close();
            } catch (IOException e) {
                return;
            }
        }
    }

    private static final class UnreadableException extends IOException {

        private static final long serialVersionUID = 1L;

        private UnreadableException(IOException cause) {
            super(cause.getMessage(), cause);
        }

        /// An interruption is meant for this process, and no blob's fault.
        static IOException of(IOException failure) {
            return failure instanceof ClosedByInterruptException
                            || Thread.currentThread().isInterrupted()
                    ? failure
                    : new UnreadableException(failure);
        }

        /// A blob may be removed while it is read.
        Finding finding() {
            return getCause() instanceof NotFoundException
                    ? Finding.MISSING
                    : Finding.unreadable((IOException) getCause());
        }
    }
}

package dev.lamina.engine.store;

import dev.lamina.engine.disk.Ingest;
import dev.lamina.engine.disk.StoreFiles;
import dev.lamina.engine.value.image.StoreDamagedException;
import dev.lamina.image.Bytes;
import dev.lamina.image.Descriptor;
import dev.lamina.image.Digest;
import dev.lamina.image.DigestMismatchException;
import dev.lamina.image.ImageFormatException;
import dev.lamina.image.NotFoundException;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.Optional;

/// Exact bytes by digest: documents, and layers as they travelled. They are the truth of the store;
/// everything else beside the list of images is derived from them.
public final class Blobs {

    /// The largest document that is read into memory: a config; image.json has a limit for each.
    private static final long MAX_DOCUMENT = 8L << 20;

    private final StorePaths paths;
    private final StoreFiles files;
    private final Hashing hashing;

    public Blobs(StoreRoot root, Hashing hashing) {
        this.paths = root.paths();
        this.files = root.files();
        this.hashing = hashing;
    }

    /// Tells whether the blob is there, with the size that is promised.
    public boolean has(Descriptor blob) throws IOException {
        try {
            return Files.size(paths.blob(blob.digest())) == blob.size();
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    /// Reads a document and checks its digest.
    ///
    /// @throws NotFoundException if the store has no such blob
    /// @throws StoreDamagedException if its bytes are not what the digest promises
    public Bytes document(Digest digest) throws IOException {
        Path path = paths.blob(digest);
        try {
            if (Files.size(path) > MAX_DOCUMENT) {
                throw new ImageFormatException(
                        "blob " + digest,
                        -1,
                        "document: expected at most "
                                + MAX_DOCUMENT
                                + " bytes, got "
                                + Files.size(path));
            }
            Bytes bytes = Bytes.of(Files.readAllBytes(path));
            Digest got = Digest.of(digest.algorithm(), bytes);
            if (!got.equals(digest)) {
                throw new StoreDamagedException(
                        path, "digest: expected " + digest + ", got " + got);
            }
            return bytes;
        } catch (NoSuchFileException e) {
            throw new NotFoundException("blob", digest.toString());
        }
    }

    /// Reads a document, if it is there and whole.
    public Optional<Bytes> wholeDocument(Digest digest) throws IOException {
        try {
            return Optional.of(document(digest));
        } catch (NotFoundException | StoreDamagedException | ImageFormatException e) {
            return Optional.empty();
        }
    }

    /// Opens a blob for reading; the caller checks the digest.
    ///
    /// @throws NotFoundException if the store has no such blob
    public InputStream open(Digest digest) throws IOException {
        return open(digest, 0);
    }

    /// Opens a blob for reading from a position on; the caller checks the digest.
    ///
    /// @throws NotFoundException if the store has no such blob
    public InputStream open(Digest digest, long position) throws IOException {
        try {
            InputStream in = Files.newInputStream(paths.blob(digest));
            in.skipNBytes(position);
            return in;
        } catch (NoSuchFileException e) {
            throw new NotFoundException("blob", digest.toString());
        }
    }

    /// Opens the file of a blob for reading; the caller checks the digest.
    ///
    /// @throws NotFoundException if the store has no such blob
    public FileChannel openFile(Digest digest) throws IOException {
        try {
            return FileChannel.open(paths.blob(digest));
        } catch (NoSuchFileException e) {
            throw new NotFoundException("blob", digest.toString());
        }
    }

    /// Reads a blob through. One that is not what its digest says is deleted.
    ///
    /// @return whether it is whole
    public boolean check(Descriptor blob) throws IOException {
        MessageDigest hash = hashing.begin(blob.digest().algorithm());
        try (InputStream in = new DigestInputStream(open(blob.digest()), hash)) {
            in.transferTo(OutputStream.nullOutputStream());
        } catch (NotFoundException e) {
            return false;
        }
        boolean whole = Digest.finish(blob.digest().algorithm(), hash).equals(blob.digest());
        if (!whole) {
            files.delete(paths.blob(blob.digest()));
        }
        return whole;
    }

    /// Adds a document, or mends the one that is there.
    ///
    /// @return whether it was missing or damaged
    /// @throws DigestMismatchException if the bytes have another digest; then nothing is added
    public boolean add(Digest digest, Bytes document) throws IOException {
        Digest got = Digest.of(digest.algorithm(), document);
        if (!got.equals(digest)) {
            throw new DigestMismatchException("document", digest, got);
        }
        if (wholeDocument(digest).isPresent()) {
            return false;
        }
        Path target = paths.blob(digest);
        files.createDirectories(target.getParent());
        try (Ingest ingest =
                Ingest.create(
                        files,
                        paths.ingest(),
                        "document-" + digest.hex(),
                        "the document " + digest)) {
            ingest.write(document.toArray(), 0, document.length());
            ingest.force();
            ingest.commitUnforced(target);
        }
        return true;
    }

    /// Begins to receive a blob, or continues where an earlier attempt ended. The caller has the
    /// lock of the blob.
    public BlobIngest begin(Descriptor blob) throws IOException {
        Path path = paths.ingest().resolve("blob-" + blob.digest().hex());
        Path target = paths.blob(blob.digest());
        files.createDirectories(target.getParent());
        return new BlobIngest(
                Ingest.resume(files, path, "the layer " + blob.digest()),
                blob,
                target,
                hashing.begin(blob.digest().algorithm()));
    }
}

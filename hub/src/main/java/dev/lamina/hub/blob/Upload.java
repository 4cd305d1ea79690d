package dev.lamina.hub.blob;

import dev.lamina.image.Digest;

import java.io.IOException;
import java.io.InputStream;

/// An upload in progress: bytes that arrive in order, in one piece or many.
///
/// This is a handle; the upload itself is in the store, and any process can go on with it. Bytes
/// that have arrived stay when the rest does not, so that a client can resume. One request at a
/// time may change an upload; another one meets [UploadBusyException].
public interface Upload {

    /// Creates the upload, empty.
    void create() throws IOException;

    /// Returns how many bytes have arrived.
    ///
    /// @throws dev.lamina.image.NotFoundException if there is no such upload
    long size() throws IOException;

    /// Adds all bytes of a stream at the end, and returns the new size.
    ///
    /// What arrived before the stream failed is kept.
    ///
    /// @param offset  where the sender believes the end to be
    /// @param maxSize the largest size that the upload may reach
    /// @throws UploadOffsetException if the upload does not end at `offset`
    /// @throws BlobTooLargeException if the stream would exceed `maxSize`
    /// @throws UploadBusyException   if another request is changing the upload
    /// @throws dev.lamina.image.NotFoundException if there is no such upload
    long append(long offset, InputStream content, long maxSize) throws IOException;

    /// Takes back the bytes from `size` on: those of a request that has failed as a whole.
    ///
    /// @throws UploadBusyException if another request is changing the upload
    /// @throws dev.lamina.image.NotFoundException if there is no such upload
    void cut(long size) throws IOException;

    /// Checks that the bytes have a digest and are on disk, and reserves the upload until the
    /// result is closed.
    ///
    /// @param hashing where bytes are read again, if nobody remembers their digest
    /// @throws dev.lamina.image.DigestMismatchException if they have another digest
    /// @throws UploadBusyException if another request is changing the upload
    /// @throws dev.lamina.image.NotFoundException if there is no such upload
    VerifiedUpload verify(Digest digest, Hashing hashing) throws IOException;

    /// Does the same by the thread that asks.
    default VerifiedUpload verify(Digest digest) throws IOException {
        return verify(digest, Hashing.HERE);
    }

    /// Removes the upload and its bytes, if it is there.
    void discard() throws IOException;
}

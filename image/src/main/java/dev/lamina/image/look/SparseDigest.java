package dev.lamina.image.look;

import dev.lamina.image.Digest;
import dev.lamina.image.DigestAlgorithm;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Arrays;

/// A digest of a file that costs what is stored of it: blocks of zeros are left out, whether they are
/// a hole or not. Anybody can push a file that is a hole of any size.
///
/// It is the same for the same content and size only, but it is not the digest of the file.
final class SparseDigest {

    private static final int BLOCK_SIZE = 4096;
    private static final byte[] ZEROS = new byte[BLOCK_SIZE];

    private final MessageDigest digest = DigestAlgorithm.SHA256.newMessageDigest();
    private final byte[] block = new byte[BLOCK_SIZE];
    private final ByteBuffer number = ByteBuffer.allocate(Long.BYTES);

    /// Which block of the file `block` has a part of.
    private long current;

    /// Adds bytes of the file; each call is for a later place than those before it.
    void update(long position, byte[] bytes, int length) {
        int done = 0;
        while (done < length) {
            long at = position + done;
            if (at / BLOCK_SIZE != current) {
                endBlock();
                current = at / BLOCK_SIZE;
            }
            int offset = (int) (at % BLOCK_SIZE);
            int count = Math.min(BLOCK_SIZE - offset, length - done);
            System.arraycopy(bytes, done, block, offset, count);
            done += count;
        }
    }

    private void endBlock() {
        if (!Arrays.equals(block, ZEROS)) {
            add(current);
            digest.update(block);
            Arrays.fill(block, (byte) 0);
        }
    }

    private void add(long value) {
        digest.update(number.clear().putLong(value).flip());
    }

    /// @param size of the file in bytes
    Digest finish(long size) {
        endBlock();
        add(size);
        return Digest.finish(DigestAlgorithm.SHA256, digest);
    }
}

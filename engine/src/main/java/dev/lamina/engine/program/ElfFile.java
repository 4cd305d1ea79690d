package dev.lamina.engine.program;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SeekableByteChannel;
import java.util.Arrays;
import java.util.Optional;

/// The conditions of the kernel for a program in ELF before it starts it (elf(5), `load_elf_binary`).
///
/// @param wide    whether its addresses have 64 bits
/// @param machine `e_machine`
/// @param loader  the program that loads its libraries; absent for a static one
record ElfFile(boolean wide, int machine, Optional<String> loader) {

    private static final byte[] MAGIC = {0x7f, 'E', 'L', 'F'};

    private static final int WIDE = 2;
    private static final int BIG_ENDIAN = 2;
    private static final int EXECUTABLE = 2;
    private static final int SHARED = 3;
    private static final int LOADER = 3;

    /// The kernel reads no more of program headers, nor of a loader's path.
    private static final int MAX_HEADERS = 65_536;

    private static final int MAX_PATH = 4096;

    private static final int HEADER_SIZE = 64;

    /// Tells whether a file that begins so is meant to be one.
    static boolean isOne(byte[] head) {
        return head.length >= MAGIC.length
                && ByteBuffer.wrap(head, 0, MAGIC.length).equals(ByteBuffer.wrap(MAGIC));
    }

    /// Reads the headers of a file.
    ///
    /// @return nothing if the kernel does not take it for a program
    static Optional<ElfFile> read(SeekableByteChannel file) throws IOException {
        byte[] start = bytes(file, 0, HEADER_SIZE);
        // What is missing at the end counts as zeros.
        ByteBuffer header = ByteBuffer.allocate(HEADER_SIZE).put(start).clear();
        header.order(header.get(5) == BIG_ENDIAN ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
        boolean wide = header.get(4) == WIDE;
        int type = header.getShort(16);
        int entrySize = header.getShort(wide ? 54 : 42) & 0xffff;
        int count = header.getShort(wide ? 56 : 44) & 0xffff;
        boolean good =
                (type == EXECUTABLE || type == SHARED)
                        && entrySize == (wide ? 56 : 32)
                        && count > 0
                        && entrySize * count <= MAX_HEADERS;
        if (!good) {
            return Optional.empty();
        }
        long offset = wide ? header.getLong(32) : header.getInt(28) & 0xffffffffL;
        ByteBuffer table =
                ByteBuffer.wrap(bytes(file, offset, entrySize * count)).order(header.order());
        return table.capacity() < entrySize * count
                ? Optional.empty()
                : of(file, table, entrySize, wide, header.getShort(18) & 0xffff);
    }

    private static Optional<ElfFile> of(
            SeekableByteChannel file, ByteBuffer table, int entrySize, boolean wide, int machine)
            throws IOException {
        for (int at = 0; at < table.capacity(); at += entrySize) {
            if (table.getInt(at) == LOADER) {
                long offset = wide ? table.getLong(at + 8) : table.getInt(at + 4) & 0xffffffffL;
                long size = wide ? table.getLong(at + 32) : table.getInt(at + 16) & 0xffffffffL;
                return loader(file, offset, size)
                        .map(path -> new ElfFile(wide, machine, Optional.of(path)));
            }
        }
        return Optional.of(new ElfFile(wide, machine, Optional.empty()));
    }

    private static Optional<String> loader(SeekableByteChannel file, long offset, long size)
            throws IOException {
        if (size < 2 || size > MAX_PATH) {
            return Optional.empty();
        }
        byte[] path = bytes(file, offset, (int) size);
        if (path.length < size || path[path.length - 1] != 0) {
            return Optional.empty();
        }
        String text = new String(path, UTF_8);
        return Optional.of(text.substring(0, text.indexOf(0)));
    }

    private static byte[] bytes(SeekableByteChannel file, long offset, int size)
            throws IOException {
        if (offset < 0) {
            return new byte[0];
        }
        ByteBuffer buffer = ByteBuffer.allocate(size);
        file.position(offset);
        while (buffer.hasRemaining() && file.read(buffer) >= 0) {
            // Reads on.
        }
        return Arrays.copyOf(buffer.array(), buffer.position());
    }
}

package dev.lamina.image.tar;

import static dev.lamina.image.tar.TarFormat.BLOCK_SIZE;
import static dev.lamina.image.tar.TarFormat.padding;

import static java.util.Objects.requireNonNull;

import dev.lamina.image.Bytes;
import dev.lamina.image.ImageFormatException;

import org.jspecify.annotations.Nullable;

/// Reads an uncompressed tar that arrives in any pieces, and tells a [TarHandler] of its entries.
///
/// File data is passed over, not copied. After the end of the archive, two blocks of zeros, anything
/// may follow, as in Go; and a tar may do without that end, and without the padding of its last
/// file, as umoci makes them, but not stop within an entry. A pax header or a GNU long name before the
/// end says something of no entry, and means nothing.
///
/// Not for use by several threads at once. After a failure it must not be used any more.
public final class TarParser {

    /// The kind of the next block.
    private enum State {
        HEADER,
        /// A header again, after one block of zeros: it must be the second one.
        SECOND_ZERO,
        /// Data of a pax header or a GNU long name.
        EXTENSION,
        /// More of the map of a sparse file.
        SPARSE_MAP,
        END
    }

    private final TarHandler handler;
    private final TarLimits limits;
    private final HeaderBlock header;

    private State state = State.HEADER;

    /// The start of the next block in the tar, or where it would be if nothing were to be skipped.
    private long position;

    /// Bytes of data and padding still to be passed over before the next block.
    private long skip;

    /// The part of what is passed over that is padding, at its end.
    private int paddingAhead;

    /// A block that arrives in pieces.
    private final byte[] block = new byte[BLOCK_SIZE];

    private int blockFill;

    private byte[] extension = new byte[BLOCK_SIZE];
    private int extensionLength;
    private int extensionFill;
    private byte extensionType;

    private PaxRecords globalPax = PaxRecords.NONE;
    private PaxRecords pax = PaxRecords.NONE;
    private @Nullable Bytes longName;
    private @Nullable Bytes longLink;
    private @Nullable SparseEntry sparse;

    /// Creates a parser.
    ///
    /// @param source names the tar in errors
    public TarParser(String source, TarLimits limits, TarHandler handler) {
        this.handler = handler;
        this.limits = limits;
        this.header = new HeaderBlock(source);
    }

    /// Reads the next piece.
    ///
    /// @throws ImageFormatException if the tar is not one that can be read, or the handler refused
    ///     an entry
    public void accept(byte[] buffer, int offset, int length) throws ImageFormatException {
        int at = offset;
        int end = offset + length;
        while (at < end) {
            if (state == State.END) {
                skip = end - at;
            }
            if (skip > 0) {
                int skipped = (int) Math.min(skip, end - at);
                skip -= skipped;
                position += skipped;
                at += skipped;
            } else {
                at += takeBlock(buffer, at, end - at);
            }
        }
    }

    /// Checks that the tar may end here.
    ///
    /// @return its size in bytes
    public long finish() throws ImageFormatException {
        boolean between = state == State.HEADER || state == State.SECOND_ZERO;
        boolean whole =
                state == State.EXTENSION
                        ? extensionFill + blockFill >= extensionLength
                        : between && skip <= paddingAhead && blockFill == 0;
        if (state == State.END || whole) {
            return position + blockFill;
        }
        header.set(block, 0, position + blockFill);
        throw header.fault("tar: expected more data, got its end");
    }

    private int takeBlock(byte[] buffer, int at, int available) throws ImageFormatException {
        if (blockFill == 0 && available >= BLOCK_SIZE) {
            readBlock(buffer, at);
            return BLOCK_SIZE;
        }
        int taken = Math.min(BLOCK_SIZE - blockFill, available);
        System.arraycopy(buffer, at, block, blockFill, taken);
        blockFill += taken;
        if (blockFill == BLOCK_SIZE) {
            blockFill = 0;
            readBlock(block, 0);
        }
        return taken;
    }

    private void readBlock(byte[] array, int start) throws ImageFormatException {
        long blockOffset = position;
        position += BLOCK_SIZE;
        switch (state) {
            case HEADER, SECOND_ZERO -> readHeader(array, start, blockOffset);
            case EXTENSION -> readExtension(array, start);
            case SPARSE_MAP -> readSparseMap(array, start);
            case END -> throw new IllegalStateException("a block after the end");
        }
    }

    private void readHeader(byte[] array, int start, long blockOffset) throws ImageFormatException {
        header.set(array, start, blockOffset);
        if (!header.verify()) {
            state = state == State.SECOND_ZERO ? State.END : State.SECOND_ZERO;
            return;
        }
        if (state == State.SECOND_ZERO) {
            throw header.fault("tar: expected a second block of zeros, got a header");
        }
        switch (header.type()) {
            case TarFormat.PAX_LOCAL,
                    TarFormat.PAX_SOLARIS,
                    TarFormat.PAX_GLOBAL,
                    TarFormat.GNU_LONG_NAME,
                    TarFormat.GNU_LONG_LINK ->
                    beginExtension();
            default -> readEntry();
        }
    }

    private void beginExtension() throws ImageFormatException {
        long length = header.count(TarFormat.SIZE, TarFormat.NUMBER_LENGTH, "size");
        if (length > limits.headerLength()) {
            throw header.fault(
                    "tar extended header: expected at most "
                            + limits.headerLength()
                            + " bytes, got "
                            + length);
        }
        extensionLength = (int) length;
        extensionFill = 0;
        int needed = extensionLength + padding(extensionLength);
        if (extension.length < needed) {
            extension = new byte[Math.max(needed, 2 * extension.length)];
        }
        extensionType = header.type();
        if (needed == 0) {
            endExtension();
        } else {
            state = State.EXTENSION;
        }
    }

    private void readExtension(byte[] array, int start) throws ImageFormatException {
        System.arraycopy(array, start, extension, extensionFill, BLOCK_SIZE);
        extensionFill += BLOCK_SIZE;
        if (extensionFill >= extensionLength) {
            endExtension();
        }
    }

    private void endExtension() throws ImageFormatException {
        state = State.HEADER;
        switch (extensionType) {
            case TarFormat.GNU_LONG_NAME -> longName = longText();
            case TarFormat.GNU_LONG_LINK -> longLink = longText();
            case TarFormat.PAX_GLOBAL -> globalPax = globalRecords().over(globalPax);
            default -> pax = records();
        }
    }

    private PaxRecords records() throws ImageFormatException {
        return PaxRecords.parse(extension, extensionLength, header, limits);
    }

    /// Go ignores global headers, GNU tar and libarchive obey them. One that names or measures
    /// every entry to come has no honest use, and would show each reader another tree.
    private PaxRecords globalRecords() throws ImageFormatException {
        PaxRecords records = records();
        for (String keyword : records.values().keySet()) {
            if (keyword.equals(PaxRecords.PATH)
                    || keyword.equals(PaxRecords.LINK_PATH)
                    || keyword.equals(PaxRecords.SIZE)
                    || keyword.startsWith(PaxRecords.SPARSE_PREFIX)) {
                throw header.fault("global pax header: expected no " + keyword + ", got one");
            }
        }
        return records;
    }

    private Bytes longText() {
        int length = 0;
        while (length < extensionLength && extension[length] != 0) {
            length++;
        }
        return Bytes.of(extension, 0, length);
    }

    private void readEntry() throws ImageFormatException {
        PaxRecords records = pax.over(globalPax);
        SparseEntry begun = beginSparse(records);
        if (begun == null) {
            EntryAssembler entry = assembler(header, records);
            long size = entry.storedSize();
            emit(entry.assemble(null, size, position), size);
        } else {
            sparse = begun;
            endSparseMapIfComplete(begun);
        }
    }

    private @Nullable SparseEntry beginSparse(PaxRecords records) throws ImageFormatException {
        if (header.type() == TarFormat.GNU_SPARSE_FILE) {
            var kept = new HeaderBlock(header);
            return SparseEntry.ofHeader(kept, assembler(kept, records), limits);
        }
        if (records.isEmpty() || header.type() != TarFormat.REGULAR) {
            return null;
        }
        var kept = new HeaderBlock(header);
        return SparseEntry.ofRecords(kept, records, assembler(kept, records), limits);
    }

    private EntryAssembler assembler(HeaderBlock of, PaxRecords records) {
        return new EntryAssembler(of, records, longName, longLink);
    }

    private void readSparseMap(byte[] array, int start) throws ImageFormatException {
        SparseEntry begun = requireNonNull(sparse);
        begun.readBlock(array, start);
        endSparseMapIfComplete(begun);
    }

    private void endSparseMapIfComplete(SparseEntry begun) throws ImageFormatException {
        if (begun.isComplete()) {
            state = State.HEADER;
            sparse = null;
            emit(begun.finish(position), begun.dataSize());
        } else {
            state = State.SPARSE_MAP;
        }
    }

    private void emit(TarEntry entry, long dataSize) throws ImageFormatException {
        if (dataSize > Long.MAX_VALUE - position - BLOCK_SIZE) {
            throw header.fault("tar entry size: expected an end below 2^63, got size " + dataSize);
        }
        checkLength("name", entry.name(), entry);
        checkLength("link target", entry.linkName(), entry);
        pax = PaxRecords.NONE;
        longName = null;
        longLink = null;
        paddingAhead = padding(dataSize);
        skip = dataSize + paddingAhead;
        handler.entry(entry);
    }

    private void checkLength(String what, Bytes text, TarEntry entry) throws ImageFormatException {
        if (text.length() > limits.nameLength()) {
            header.set(block, 0, entry.headerOffset());
            throw header.fault(
                    what
                            + " of a tar entry: expected at most "
                            + limits.nameLength()
                            + " bytes, got "
                            + text.length());
        }
    }
}

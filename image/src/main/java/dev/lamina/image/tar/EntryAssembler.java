package dev.lamina.image.tar;

import static dev.lamina.image.tar.TarFormat.ID_LENGTH;
import static dev.lamina.image.tar.TarFormat.NUMBER_LENGTH;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.lamina.image.Bytes;
import dev.lamina.image.ImageFormatException;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// Puts together what several headers say of one entry: its own, and the pax and GNU headers before
/// it. Where they differ, GNU long names win over pax records, and those over the header.
final class EntryAssembler {

    private static final SortedMap<Bytes, Bytes> NO_XATTRS = Collections.emptySortedMap();

    private final HeaderBlock header;
    private final PaxRecords pax;
    private final @Nullable Bytes longName;
    private final @Nullable Bytes longLink;

    EntryAssembler(
            HeaderBlock header,
            PaxRecords pax,
            @Nullable Bytes longName,
            @Nullable Bytes longLink) {
        this.header = header;
        this.pax = pax;
        this.longName = longName;
        this.longLink = longLink;
    }

    /// Returns how many bytes of data the tar has after the header, the sparse map of format 1.0
    /// included. Only regular files have data, whatever number the size field of others says, as in Go,
    /// libarchive and Python; and so have types not known here, and GNU's lists of a directory.
    long storedSize() throws ImageFormatException {
        return switch (header.type()) {
            case TarFormat.HARD_LINK,
                    TarFormat.SYMLINK,
                    TarFormat.CHARACTER_DEVICE,
                    TarFormat.BLOCK_DEVICE,
                    TarFormat.DIRECTORY,
                    TarFormat.FIFO -> {
                // It means nothing, but a damaged header is refused, as by Go and GNU tar.
                header.number(TarFormat.SIZE, NUMBER_LENGTH, PaxRecords.SIZE);
                yield 0;
            }
            default -> number(PaxRecords.SIZE, TarFormat.SIZE, NUMBER_LENGTH);
        };
    }

    /// Returns the size of a sparse file with its holes.
    long realSize() throws ImageFormatException {
        if (header.type() == TarFormat.GNU_SPARSE_FILE) {
            return header.count(TarFormat.GNU_REAL_SIZE, NUMBER_LENGTH, "real size");
        }
        String keyword =
                pax.value(PaxRecords.SPARSE_SIZE) != null
                        ? PaxRecords.SPARSE_SIZE
                        : PaxRecords.SPARSE_REAL_SIZE;
        Bytes size = pax.value(keyword);
        if (size == null) {
            throw header.fault("sparse file: expected pax " + keyword + ", got none");
        }
        return PaxNumber.parseCount(size, header, keyword);
    }

    /// Builds the entry.
    ///
    /// @param segments   of a sparse file, else null
    /// @param size       of the file, holes included
    /// @param dataOffset behind the headers, and behind a sparse map
    TarEntry assemble(@Nullable List<SparseSegment> segments, long size, long dataOffset)
            throws ImageFormatException {
        byte type = type();
        boolean device = type == TarFormat.CHARACTER_DEVICE || type == TarFormat.BLOCK_DEVICE;
        return new TarEntry(
                type,
                name(),
                first(longLink, pax.value(PaxRecords.LINK_PATH), header.linkName()),
                attributes(),
                device ? device() : DeviceNumbers.NONE,
                new TarContent(
                        type == TarFormat.DIRECTORY ? 0 : size,
                        Optional.ofNullable(segments),
                        dataOffset),
                header.offset());
    }

    private TarAttributes attributes() throws ImageFormatException {
        return new TarAttributes(
                header.number(TarFormat.MODE, ID_LENGTH, "mode"),
                number(PaxRecords.UID, TarFormat.UID, ID_LENGTH),
                number(PaxRecords.GID, TarFormat.GID, ID_LENGTH),
                modified(),
                xattrs());
    }

    private DeviceNumbers device() throws ImageFormatException {
        return new DeviceNumbers(
                deviceNumber(TarFormat.DEVICE_MAJOR, "device major"),
                deviceNumber(TarFormat.DEVICE_MINOR, "device minor"));
    }

    /// A header of the oldest kind has no type for directories: their names end with a slash.
    private byte type() {
        byte type = header.type();
        return switch (type) {
            case TarFormat.OLD_REGULAR -> {
                Bytes name = name();
                boolean slash = !name.isEmpty() && name.at(name.length() - 1) == '/';
                yield slash ? TarFormat.DIRECTORY : TarFormat.REGULAR;
            }
            case TarFormat.CONTIGUOUS, TarFormat.GNU_SPARSE_FILE -> TarFormat.REGULAR;
            case TarFormat.GNU_DUMP_DIRECTORY -> TarFormat.DIRECTORY;
            default -> type;
        };
    }

    private Bytes name() {
        Bytes sparseName = pax.value(PaxRecords.SPARSE_NAME);
        Bytes paxName = sparseName != null ? sparseName : pax.value(PaxRecords.PATH);
        return first(longName, paxName, header.name());
    }

    private static Bytes first(@Nullable Bytes gnu, @Nullable Bytes pax, Bytes field) {
        return gnu != null ? gnu : pax != null ? pax : field;
    }

    private long number(String keyword, int field, int length) throws ImageFormatException {
        Bytes value = pax.value(keyword);
        return value != null
                ? PaxNumber.parseCount(value, header, keyword)
                : header.count(field, length, keyword);
    }

    /// Headers without magic have no place for the numbers of a device: they count as zero, as in Go
    /// and GNU tar.
    private long deviceNumber(int field, String what) throws ImageFormatException {
        return header.isPosix() || header.isGnu() ? header.count(field, ID_LENGTH, what) : 0;
    }

    private Instant modified() throws ImageFormatException {
        Bytes value = pax.value(PaxRecords.MODIFIED);
        if (value != null) {
            return PaxNumber.parseTime(value, header, PaxRecords.MODIFIED);
        }
        long seconds = header.number(TarFormat.MODIFIED, NUMBER_LENGTH, "mtime");
        return PaxNumber.time(seconds, 0, header, "tar header mtime");
    }

    /// Values may be empty here, unlike those of other keywords: an xattr without a value exists.
    private SortedMap<Bytes, Bytes> xattrs() {
        SortedMap<Bytes, Bytes> xattrs = NO_XATTRS;
        for (Map.Entry<String, Bytes> record : pax.values().entrySet()) {
            String keyword = record.getKey();
            if (keyword.startsWith(PaxRecords.XATTR_PREFIX)) {
                xattrs = xattrs.isEmpty() ? new TreeMap<>() : xattrs;
                String name = keyword.substring(PaxRecords.XATTR_PREFIX.length());
                xattrs.put(Bytes.of(name.getBytes(ISO_8859_1)), record.getValue());
            }
        }
        return xattrs;
    }
}

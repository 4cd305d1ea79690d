package dev.lamina.image.tar;

/// The numbers of a tar header: where its fields are, and what its type flag may say.
///
/// Sources: POSIX.1-2017, pax, "ustar Interchange Format"; GNU tar manual, "Basic Tar Format".
public final class TarFormat {

    /// The unit of a tar: headers have this size, data is padded to it.
    public static final int BLOCK_SIZE = 512;

    static final int NAME = 0;
    static final int NAME_LENGTH = 100;
    static final int MODE = 100;
    static final int UID = 108;
    static final int GID = 116;
    static final int ID_LENGTH = 8;
    static final int SIZE = 124;
    static final int MODIFIED = 136;
    static final int NUMBER_LENGTH = 12;
    static final int CHECKSUM = 148;
    static final int CHECKSUM_LENGTH = 8;
    static final int TYPE = 156;
    static final int LINK_NAME = 157;
    static final int MAGIC = 257;
    static final int MAGIC_LENGTH = 8;
    static final int DEVICE_MAJOR = 329;
    static final int DEVICE_MINOR = 337;
    static final int PREFIX = 345;
    static final int PREFIX_LENGTH = 155;

    /// The prefix is shorter in the format of Schilling's star, which has times behind it.
    static final int STAR_PREFIX_LENGTH = 131;

    static final int STAR_TRAILER = 508;

    static final int GNU_ACCESSED = 345;
    static final int GNU_CHANGED = 357;
    static final int GNU_SPARSE = 386;
    static final int GNU_SPARSE_COUNT = 4;
    static final int GNU_SPARSE_EXTENDED = 482;
    static final int GNU_REAL_SIZE = 483;

    /// The number of segments in a block of a continued GNU sparse map.
    static final int GNU_EXTENSION_COUNT = 21;

    static final int GNU_EXTENSION_EXTENDED = 504;

    /// A regular file, in the oldest form.
    static final byte OLD_REGULAR = 0;

    /// A regular file.
    public static final byte REGULAR = '0';

    /// Another name for an entry before.
    public static final byte HARD_LINK = '1';

    public static final byte SYMLINK = '2';
    public static final byte CHARACTER_DEVICE = '3';
    public static final byte BLOCK_DEVICE = '4';
    public static final byte DIRECTORY = '5';
    public static final byte FIFO = '6';

    /// A "contiguous file", to be read as a regular one (POSIX: "typeflag 7").
    static final byte CONTIGUOUS = '7';

    static final byte PAX_GLOBAL = 'g';
    static final byte PAX_LOCAL = 'x';

    /// The pax header of old Solaris tars.
    static final byte PAX_SOLARIS = 'X';

    static final byte GNU_LONG_NAME = 'L';
    static final byte GNU_LONG_LINK = 'K';

    /// A directory whose data lists what is in it, as `tar --incremental` writes it.
    static final byte GNU_DUMP_DIRECTORY = 'D';

    /// The label of a volume of GNU's; nothing in the file system.
    public static final byte GNU_VOLUME_LABEL = 'V';

    /// A sparse file, in GNU's old format.
    static final byte GNU_SPARSE_FILE = 'S';

    private TarFormat() {}

    /// Returns how many bytes follow `size` bytes of data to fill a block.
    static int padding(long size) {
        return (int) (-size & (BLOCK_SIZE - 1));
    }
}

package dev.lamina.testing.judge;

import static dev.lamina.image.tar.TestTar.header;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.lamina.image.tar.TestTar;
import dev.lamina.image.tar.TestTar.Header;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/// Makes odd tars out of seeds: all formats of headers and numbers, extended headers of all kinds, sparse
/// files, links in a row, names that occur twice, children before their directory, sizes at the edges of
/// blocks, ends of all kinds, and single bytes that are wrong.
///
/// No name and no target is absolute or has `..`, unless by a wrong byte: see [#isTame].
final class RandomTars {

    private static final List<String> NAMES =
            List.of("a", "b", "d/", "d/a", "d/e/", "d/e/b", "l", "l/a", "./c", "x//y", "caf\u00e9");

    private static final int[] SIZES = {0, 1, 10, 511, 512, 513, 1023, 1024, 1025, 3000};

    private static final String TYPES = "00000000555552221113467\0\0";

    private final SplittableRandom random;
    private final TestTar tar = new TestTar();
    private final List<String> files = new ArrayList<>(List.of("a", "d/a"));

    private RandomTars(long seed) {
        this.random = new SplittableRandom(seed);
    }

    static byte[] of(long seed) {
        return new RandomTars(seed).make();
    }

    /// Tells whether a program may unpack a tar: nothing in it can name what is outside.
    static boolean isTame(byte[] tar) {
        for (int i = 0; i + 1 < tar.length; i++) {
            boolean begins = i % 512 == 0 || i % 512 == 157 || i % 512 == 345;
            boolean absolute = tar[i] == '/' && (begins || i > 0 && tar[i - 1] == '=');
            if (absolute || tar[i] == '.' && tar[i + 1] == '.') {
                return false;
            }
        }
        return true;
    }

    private byte[] make() {
        if (oneIn(6)) {
            tar.add(header('5', "./").mode(01711).owner(5, 6).modified(1_500_000_000));
        }
        for (int count = random.nextInt(1, 7); count > 0; count--) {
            if (oneIn(8)) {
                addSparse();
            } else {
                addEntry();
            }
        }
        return end();
    }

    private void addEntry() {
        char type = TYPES.charAt(random.nextInt(TYPES.length()));
        String name = name(type);
        Header header = format(header(type, name), type);
        extend();
        byte[] data = new byte[0];
        switch (type) {
            case '2' -> header.link(pick(List.of("a", "d", "d/e", "l", "none", "d/a")));
            case '1' -> header.link(pick(files));
            case '3', '4' -> header.device(random.nextInt(3), random.nextInt(9));
            case '5', '6' -> {}
            default -> {
                data = content();
                files.add(name);
            }
        }
        header.size(data.length);
        if (oneIn(12)) {
            header.bytes(124, base256(data.length, 12));
        } else if (oneIn(12)) {
            header.text(124, String.format("%11o ", data.length));
        }
        if (oneIn(10)) {
            header.bytes(random.nextInt(148), new byte[] {(byte) random.nextInt(256)});
        } else if (oneIn(20)) {
            header.bytes(156 + random.nextInt(344), new byte[] {(byte) random.nextInt(256)});
        }
        tar.add(header).data(data);
    }

    private String name(char type) {
        String name = pick(NAMES);
        if (type == '5' || type == 0) {
            return oneIn(2) ? name : name.replaceAll("/$", "") + "/";
        }
        // With a slash at its end a file is a directory to GNU tar, and a file to Go.
        name = name.replaceAll("/$", "");
        return oneIn(15) ? name + "-" + "n".repeat(99 - name.length()) : name;
    }

    private Header format(Header header, char type) {
        boolean shared = type == '1';
        if (!shared && oneIn(2)) {
            header.mode(random.nextInt(010000));
        }
        if (!shared && oneIn(3)) {
            header.owner(random.nextInt(3), random.nextInt(1 << 16));
        }
        switch (random.nextInt(8)) {
            case 0 -> header.gnu();
            case 1 -> header.v7();
            case 2 -> header.prefix(pick(List.of("d", "d/e", "p", "p/")));
            case 3 -> header.text(100, " 644 \0\0 ");
            case 4 -> header.bytes(108, base256(shared ? 0 : random.nextInt(1 << 30), 8));
            default -> {}
        }
        if (!shared) {
            switch (random.nextInt(5)) {
                case 0 -> header.bytes(136, base256(random.nextInt(), 12));
                case 1 -> {}
                default -> header.modified(random.nextInt(2_000_000_000));
            }
        }
        return header;
    }

    /// Puts headers before an entry that say more of it. If a pax header and a GNU one name an entry, they
    /// agree: otherwise the first counts for GNU tar, the second for Go and so for engines.
    private void extend() {
        switch (random.nextInt(24)) {
            case 0 -> tar.gnuLong('L', pick(NAMES).replaceAll("/$", "") + "n".repeat(120));
            case 1 -> tar.gnuLong('K', pick(List.of("a", "d/a", "l", "d")));
            case 2 -> tar.pax("path=" + pick(NAMES).replaceAll("/$", "") + "p");
            case 3 -> tar.pax("linkpath=" + pick(files));
            case 4 -> tar.pax("mtime=" + random.nextInt() + "." + random.nextInt(1_000_000_000));
            case 5 -> tar.pax("uid=" + random.nextInt(1 << 30), "gid=007");
            case 6 -> tar.pax("SCHILY.xattr.user.x=" + random.nextInt(), "comment=none");
            case 7 -> tar.pax('g', "mtime=" + random.nextInt(2_000_000_000), "uname=none");
            case 8 -> tar.pax("path=", "uid=", "mtime=");
            case 9 -> tar.pax("path=one", "path=two");
            case 10 -> tar.pax("path=long").gnuLong('L', "long");
            case 11 -> tar.gnuLong('L', "long").pax("path=long");
            case 12 -> tar.pax("atime=1.5", "ctime=-1", "LIBARCHIVE.creationtime=3");
            case 13 -> tar.pax("uid=9").pax("gid=9");
            default -> {}
        }
    }

    /// A sparse file of two pieces and three holes, in one of three formats. As all who write such files
    /// have it, the first piece has whole blocks and an empty one ends the map: GNU tar reads each piece from
    /// a new block on, engines read one behind the other; and without the last one it leaves out the hole at
    /// the end.
    private void addSparse() {
        String name = pick(NAMES).replaceAll("/$", "") + "-sparse";
        byte[] first = content(512 * random.nextInt(1, 4));
        byte[] second = content(random.nextInt(1, 1025));
        int at = 512 * random.nextInt(1, 9);
        int next = 512 * random.nextInt(20, 30);
        int size = next + second.length + (oneIn(2) ? 0 : random.nextInt(5_000));
        byte[] data = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, data, first.length, second.length);
        String map = at + "," + first.length + "," + next + "," + second.length + "," + size + ",0";
        Header header = header('0', name);
        switch (random.nextInt(3)) {
            case 0 ->
                    tar.add(
                            header('S', name)
                                    .gnu()
                                    .text(386, octal(at) + octal(first.length))
                                    .text(410, octal(next) + octal(second.length))
                                    .text(434, octal(size) + octal(0))
                                    .text(483, octal(size)),
                            data);
            case 1 ->
                    tar.pax(
                                    "GNU.sparse.size=" + size,
                                    "GNU.sparse.numblocks=3",
                                    "GNU.sparse.map=" + map,
                                    "GNU.sparse.name=" + name)
                            .add(header, data);
            default -> {
                String text = "3\n" + map.replace(',', '\n') + "\n";
                byte[] all = Arrays.copyOf(text.getBytes(ISO_8859_1), 512 + data.length);
                System.arraycopy(data, 0, all, 512, data.length);
                tar.pax(
                                "GNU.sparse.major=1",
                                "GNU.sparse.minor=0",
                                "GNU.sparse.name=" + name,
                                "GNU.sparse.realsize=" + size)
                        .add(header, all);
            }
        }
    }

    private byte[] end() {
        byte[] whole = tar.toBytes();
        if (oneIn(12)) {
            whole[random.nextInt(whole.length)] = (byte) random.nextInt(256);
        }
        return switch (random.nextInt(12)) {
            case 0 -> Arrays.copyOf(whole, random.nextInt(whole.length + 1));
            case 1 -> whole;
            case 2 -> Arrays.copyOf(whole, whole.length + 512);
            case 3 -> {
                byte[] more = Arrays.copyOf(whole, whole.length + 1024 + 700);
                Arrays.fill(more, whole.length + 1024, more.length, (byte) 'g');
                yield more;
            }
            default -> Arrays.copyOf(whole, whole.length + 1024);
        };
    }

    private byte[] content() {
        return content(SIZES[random.nextInt(SIZES.length)]);
    }

    private byte[] content(int size) {
        var content = new byte[size];
        for (int i = 0; i < size; i++) {
            content[i] = (byte) ('a' + random.nextInt(26));
        }
        return content;
    }

    private static String octal(int value) {
        return String.format("%011o\0", value);
    }

    /// A number of GNU's binary form, in two's complement.
    private static byte[] base256(long value, int length) {
        var bytes = new byte[length];
        long rest = value;
        for (int i = length - 1; i >= 0; i--) {
            bytes[i] = (byte) rest;
            rest >>= 8;
        }
        bytes[0] |= (byte) 0x80;
        return bytes;
    }

    private boolean oneIn(int count) {
        return random.nextInt(count) == 0;
    }

    private String pick(List<String> from) {
        return from.get(random.nextInt(from.size()));
    }
}

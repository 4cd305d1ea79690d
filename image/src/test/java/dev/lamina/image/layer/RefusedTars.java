package dev.lamina.image.layer;

import static dev.lamina.image.tar.TestTar.header;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.lamina.image.tar.TestTar;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/// Makes the tars that must be refused: files `refuse-WHY.tar`, and beside each what is said of it.
///
/// Started as a program with a directory, it writes them there.
final class RefusedTars {

    private RefusedTars() {}

    public static void main(String[] arguments) throws IOException {
        Path directory = Path.of(arguments[0]);
        for (Map.Entry<String, byte[]> tar : all().entrySet()) {
            Files.write(directory.resolve(tar.getKey() + ".tar"), tar.getValue());
            Files.writeString(
                    directory.resolve(tar.getKey() + ".txt"),
                    Indexing.refusal(tar.getValue()) + "\n");
        }
    }

    static Map<String, byte[]> all() {
        var tars = new TreeMap<String, byte[]>();
        addNames(tars);
        addTypes(tars);
        addNumbers(tars);
        addPax(tars);
        addCutOff(tars);
        return tars;
    }

    private static void addNames(Map<String, byte[]> tars) {
        tars.put("refuse-parent-in-name", new TestTar().file("a/../../etc/passwd").end());
        tars.put("refuse-parent-first-in-name", new TestTar().file("../passwd").end());
        tars.put("refuse-parent-of-root-in-name", new TestTar().file("/../etc/passwd").end());
        tars.put(
                "refuse-parent-in-hard-link",
                new TestTar().add(header('1', "a").link("../b")).end());
        tars.put("refuse-file-as-root", new TestTar().file("./").end());
        tars.put("refuse-name-empty", new TestTar().file("").end());
        tars.put(
                "refuse-name-component-too-long",
                new TestTar().gnuLong('L', "n".repeat(256)).file("x").end());
        tars.put(
                "refuse-path-too-long",
                new TestTar().gnuLong('L', "123456789/".repeat(410)).file("x").end());
        tars.put(
                "refuse-path-too-deep",
                new TestTar().gnuLong('L', "d/".repeat(1001)).file("x").end());
        tars.put("refuse-whiteout-without-name", new TestTar().file("etc/.wh.").end());
        tars.put("refuse-whiteout-of-parent", new TestTar().file("etc/.wh...").end());
        tars.put("refuse-whiteout-of-itself", new TestTar().file("etc/.wh..").end());
        tars.put("refuse-hard-link-to-root", new TestTar().add(header('1', "a").link("/")).end());
        tars.put("refuse-symlink-without-target", new TestTar().add(header('2', "a")).end());
        tars.put(
                "refuse-nul-in-symlink-target",
                new TestTar().pax("linkpath=a\0b").add(header('2', "x")).end());
        tars.put("refuse-nul-in-pax-path", new TestTar().pax("path=a\0b").file("x").end());
    }

    private static void addTypes(Map<String, byte[]> tars) {
        for (char type : "MNAZs".toCharArray()) {
            tars.put(
                    "refuse-type-"
                            + (Character.isUpperCase(type) ? "" : "small-")
                            + Character.toLowerCase(type),
                    new TestTar().add(header(type, "a")).end());
        }
        tars.put("refuse-device-major", new TestTar().add(header('3', "a").device(4096, 0)).end());
        tars.put(
                "refuse-device-minor",
                new TestTar().add(header('4', "a").device(0, 1 << 20)).end());
    }

    private static void addNumbers(Map<String, byte[]> tars) {
        byte[] negative = new byte[12];
        Arrays.fill(negative, (byte) 0xff);
        byte[] huge = new byte[12];
        Arrays.fill(huge, (byte) 0x7f);
        huge[0] = (byte) 0x80;
        tars.put("refuse-checksum", checksum());
        tars.put(
                "refuse-size-negative",
                new TestTar().add(header('0', "a").bytes(124, negative)).end());
        tars.put(
                "refuse-size-beyond-64-bits",
                new TestTar().add(header('0', "a").bytes(124, huge)).end());
        tars.put(
                "refuse-size-no-number",
                new TestTar().add(header('0', "a").text(124, "12x")).end());
        tars.put(
                "refuse-uid-negative",
                new TestTar().add(header('0', "a").bytes(108, Arrays.copyOf(negative, 8))).end());
        tars.put("refuse-uid-beyond-32-bits", new TestTar().pax("uid=4294967295").file("a").end());
        tars.put(
                "refuse-time-beyond-all",
                new TestTar().pax("mtime=99999999999999999").file("a").end());
        tars.put("refuse-time-no-time", new TestTar().pax("mtime=1e9").file("a").end());
    }

    private static byte[] checksum() {
        byte[] tar = new TestTar().file("a").end();
        tar[0] = 'b';
        return tar;
    }

    private static void addPax(Map<String, byte[]> tars) {
        tars.put("refuse-pax-length-missing", pax("path=a\n"));
        tars.put("refuse-pax-length-too-long", pax("20 path=a\n"));
        tars.put("refuse-pax-length-too-short", pax("2 path=a\n"));
        tars.put("refuse-pax-length-endless", pax("99999999999999999999 path=a\n"));
        tars.put("refuse-pax-no-newline", pax("9 path=ab"));
        tars.put("refuse-pax-no-equals", pax("8 patha\n"));
        tars.put("refuse-pax-no-keyword", pax("5 =a\n"));
        tars.put(
                "refuse-pax-too-long",
                new TestTar().add(header('x', "x").size((1 << 20) + 1)).end());
        tars.put("refuse-pax-global-path", new TestTar().pax('g', "path=a").file("b").end());
        tars.put("refuse-pax-global-size", new TestTar().pax('g', "size=1").file("b").end());
        tars.put(
                "refuse-xattr-name-too-long",
                new TestTar().pax("SCHILY.xattr." + "n".repeat(256) + "=").file("a").end());
        tars.put("refuse-xattr-without-name", new TestTar().pax("SCHILY.xattr.=1").file("a").end());
    }

    private static byte[] pax(String records) {
        return new TestTar().add(header('x', "x"), records.getBytes(ISO_8859_1)).file("b").end();
    }

    private static void addCutOff(Map<String, byte[]> tars) {
        tars.put("refuse-cut-in-header", Arrays.copyOf(new TestTar().file("a").toBytes(), 511));
        tars.put(
                "refuse-cut-in-data",
                Arrays.copyOf(new TestTar().add(header('0', "a"), "abc").toBytes(), 514));
        tars.put("refuse-cut-in-end", Arrays.copyOf(new TestTar().file("a").end(), 1535));
        tars.put(
                "refuse-cut-in-pax", Arrays.copyOf(new TestTar().pax("path=a").toBytes(), 512 + 8));
        tars.put(
                "refuse-cut-in-long-name",
                Arrays.copyOf(new TestTar().gnuLong('L', "name").toBytes(), 512 + 3));
        tars.put(
                "refuse-cut-in-sparse-map",
                new TestTar()
                        .add(header('S', "a").gnu().text(482, "\u0001").text(483, "1"))
                        .toBytes());
        tars.put("refuse-entry-after-lone-zeros", new TestTar().raw(new byte[512]).file("a").end());
    }
}

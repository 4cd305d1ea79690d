package dev.lamina.image.tree;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.lamina.image.Bytes;
import dev.lamina.image.DiffId;
import dev.lamina.image.Digest;
import dev.lamina.image.ImageFormatException;
import dev.lamina.image.layer.FileContent;
import dev.lamina.image.layer.LayerIndex;
import dev.lamina.image.layer.LayerIndexer;
import dev.lamina.image.layer.LayerLimits;
import dev.lamina.image.tar.TestTar;
import dev.lamina.image.tar.TestTar.Header;

import java.math.BigDecimal;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A layer made for a test: a real tar and its layer index.
///
/// @param tar        the whole tar
/// @param layerIndex as the indexer makes it from the tar
public record TestLayer(Bytes tar, LayerIndex layerIndex) {

    private static final Pattern XATTR = Pattern.compile(" xattr:([^ =]*)=(\\S*)");
    private static final int MAX_FIELD = 07777777;

    /// Makes a layer from lines in the notation of [TestEntry].
    public static TestLayer of(String notation) {
        byte[] tar = tar(TestEntry.parse(notation));
        try {
            return of(tar);
        } catch (ImageFormatException e) {
            throw new AssertionError(notation, e);
        }
    }

    /// Makes a layer from a tar.
    public static TestLayer of(byte[] tar) throws ImageFormatException {
        var indexer = new LayerIndexer("layer", LayerLimits.DEFAULT);
        indexer.accept(tar, 0, tar.length);
        return new TestLayer(Bytes.of(tar), indexer.finish(diffId(tar)));
    }

    /// Applies layers to each other, lowest first.
    public static Tree union(List<TestLayer> layers) throws ImageFormatException {
        return Union.of(layers.stream().map(TestLayer::layerIndex).toList());
    }

    /// Says what files of these layers have in them: all of it, escaped.
    public static Dump.Contents contents(List<TestLayer> layers) {
        Map<DiffId, Bytes> tars = new HashMap<>();
        layers.forEach(layer -> tars.put(layer.layerIndex.diffId(), layer.tar));
        return file -> EscapedText.line(content(tars.get(file.layer()), file.content()));
    }

    private static Bytes content(Bytes tar, FileContent content) {
        byte[] bytes = new byte[Math.toIntExact(content.size())];
        for (FileContent.Segment s : content.segments()) {
            int from = (int) s.tarOffset();
            tar.slice(from, from + (int) s.length()).copyTo(bytes, (int) s.position());
        }
        return Bytes.of(bytes);
    }

    private static DiffId diffId(byte[] tar) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(tar);
            return new DiffId(Digest.parse("sha256:" + HexFormat.of().formatHex(digest)));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java has SHA-256", e);
        }
    }

    private static byte[] tar(List<TestEntry> entries) {
        var tar = new TestTar();
        for (TestEntry entry : entries) {
            add(entry, tar);
        }
        return tar.end();
    }

    private static void add(TestEntry entry, TestTar tar) {
        boolean directory = entry.kind() == '/';
        String path = entry.path().isEmpty() ? "./" : entry.path() + (directory ? "/" : "");
        var records = new ArrayList<String>();
        String[] owner = entry.attribute("owner", "0:0").split(":");
        Header header =
                TestTar.header(type(entry.kind()), shortened(path, "path", records))
                        .mode(
                                Integer.parseInt(
                                        entry.attribute("mode", directory ? "755" : "644"), 8))
                        .owner(number(owner[0], "uid", records), number(owner[1], "gid", records));
        String modified = entry.attribute("mtime", "");
        if (!modified.isEmpty()) {
            records.add("mtime=" + seconds(Instant.parse(modified)));
        }
        Matcher xattr = XATTR.matcher(entry.attributes());
        while (xattr.find()) {
            String name = TestEntry.plain(xattr.group(1));
            records.add("SCHILY.xattr." + name + "=" + TestEntry.plain(xattr.group(2)));
        }
        if (entry.kind() == '>' || entry.kind() == 'L') {
            header.link(shortened(entry.rest(), "linkpath", records));
        } else if (entry.kind() == 'c' || entry.kind() == 'b') {
            String[] numbers = entry.rest().split(":");
            header.device(Integer.parseInt(numbers[0]), Integer.parseInt(numbers[1]));
        }
        if (!records.isEmpty()) {
            tar.pax(records.toArray(String[]::new));
        }
        boolean file = entry.kind() == '=';
        tar.add(header, (file ? entry.rest() : "").getBytes(ISO_8859_1));
    }

    private static char type(char kind) {
        return switch (kind) {
            case '/' -> '5';
            case '>' -> '2';
            case 'L' -> '1';
            case 'c' -> '3';
            case 'b' -> '4';
            case 'p' -> '6';
            default -> '0';
        };
    }

    private static String shortened(String text, String keyword, List<String> records) {
        if (text.length() <= 100) {
            return text;
        }
        records.add(keyword + "=" + text);
        return "long";
    }

    private static int number(String text, String keyword, List<String> records) {
        long number = Long.parseLong(text);
        if (number <= MAX_FIELD) {
            return (int) number;
        }
        records.add(keyword + "=" + number);
        return 0;
    }

    private static String seconds(Instant instant) {
        return BigDecimal.valueOf(instant.getEpochSecond())
                .add(BigDecimal.valueOf(instant.getNano(), 9))
                .toPlainString();
    }
}

package dev.lamina.image.tree;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;

/// Odd layers from a seed, in the notation of [TestEntry]. Few names, so that layers meet each
/// other: kinds that change, links to links, whiteouts of everything.
public final class RandomLayers {

    private static final List<String> NAMES =
            List.of(
                    "a",
                    "b",
                    "c",
                    "d",
                    "!",
                    "-",
                    "a b",
                    "\u00c3\u00a9",
                    "\u00ff\u0001",
                    "x".repeat(255));
    private static final List<String> KINDS =
            List.of(
                    "/", "/", "/", " = ", " = ", " = ", " -> ", " == ", " char ", " block ",
                    " fifo");

    private final SplittableRandom random;
    private final boolean steers;

    private RandomLayers(long seed, boolean steers) {
        this.random = new SplittableRandom(seed);
        this.steers = steers;
    }

    /// Returns 1 to 5 layers, lowest first. Nine of ten seeds give layers that can be applied.
    public static List<String> of(long seed) {
        return new RandomLayers(seed, true).layers();
    }

    /// Returns layers without extended attributes that steer an overlay or no file system has, so
    /// that nothing of them is lost on the way to a mount.
    public static List<String> mountable(long seed) {
        return new RandomLayers(seed, false).layers();
    }

    private List<String> layers() {
        boolean refusable = random.nextInt(10) == 0;
        var layers = new ArrayList<String>();
        for (int i = random.nextInt(1, 6); i > 0; i--) {
            layers.add("");
            for (int j = random.nextInt(25); j > 0; j--) {
                String before = layers.getLast();
                layers.set(layers.size() - 1, before + entry() + "\n");
                if (!refusable && isRefused(layers)) {
                    layers.set(layers.size() - 1, before);
                }
            }
        }
        return layers;
    }

    private static boolean isRefused(List<String> layers) {
        try {
            NaiveUnion.dump(layers);
            return false;
        } catch (NaiveUnion.RefusedException e) {
            return true;
        }
    }

    private String entry() {
        if (random.nextInt(6) == 0) {
            String opaque = path() + "/.wh..wh..opq";
            String name = pick(NAMES.subList(0, NAMES.size() - 1));
            String whiteout = (random.nextBoolean() ? path() + "/" : "") + ".wh." + name;
            return TestEntry.escapedPath(random.nextInt(3) == 0 ? opaque : whiteout);
        }
        String kind = pick(KINDS);
        String path = TestEntry.escapedPath(path());
        String rest =
                switch (kind) {
                    case " = " -> escaped(random.nextInt(3) == 0 ? random.nextInt(2000) : 3);
                    case " -> " -> target();
                    case " == " -> TestEntry.escapedPath(path());
                    case " char ", " block " ->
                            random.nextInt(4096) + ":" + random.nextInt(1 << 20);
                    default -> "";
                };
        return switch (kind) {
            case " == " -> path + (random.nextInt(4) == 0 ? linkAttributes() : "") + kind + rest;
            case "/" -> path + kind + attributes(0755, true);
            default -> path + attributes(0644, !kind.equals(" -> ")) + kind + rest;
        };
    }

    private String linkAttributes() {
        return attributes(0644, true).replaceAll(" xattr:\\S*", "");
    }

    private String path() {
        var path = new StringBuilder(pick(NAMES));
        while (random.nextInt(2) == 0) {
            path.append('/').append(pick(NAMES));
        }
        return path.toString();
    }

    private String target() {
        String up = "../".repeat(random.nextInt(3));
        return EscapedText.line(TestEntry.bytes((random.nextInt(3) == 0 ? "/" : "") + up + path()));
    }

    /// Attributes that are the usual ones are not written: that is the form of a dump.
    private String attributes(int usualMode, boolean withMode) {
        var text = new StringBuilder();
        int mode = random.nextInt(3) == 0 ? random.nextInt(010000) : usualMode;
        if (withMode && mode != usualMode) {
            text.append(String.format(" mode=%04o", mode));
        }
        if (random.nextInt(4) == 0) {
            text.append(" owner=").append(random.nextLong(1, 0xFFFF_FFFFL)).append(":7");
        }
        if (random.nextInt(3) == 0) {
            long seconds = random.nextLong(1, 1L << (steers ? 37 : 33));
            text.append(" mtime=");
            text.append(Instant.ofEpochSecond(seconds, random.nextInt(1_000_000_000)));
        }
        xattrs(withMode)
                .forEach(
                        (name, value) ->
                                text.append(" xattr:").append(name).append('=').append(value));
        return text.toString();
    }

    /// By name, as a dump has them.
    private Map<String, String> xattrs(boolean some) {
        var xattrs = new TreeMap<String, String>(Comparator.comparing(TestEntry::plain));
        if (some && random.nextInt(5) == 0) {
            xattrs.put("trusted." + escaped(5).replace("=", "-"), escaped(200));
        }
        if (steers && random.nextInt(5) == 0) {
            xattrs.put("trusted.overlay.opaque", "y");
            xattrs.put(escaped(3).replace("=", "-"), "x");
        }
        return xattrs;
    }

    private String escaped(int length) {
        var text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            text.append((char) (random.nextInt(20) == 0 ? random.nextInt(1, 256) : 'b'));
        }
        return EscapedText.word(TestEntry.bytes(text.toString()));
    }

    private String pick(List<String> list) {
        return list.get(random.nextInt(list.size()));
    }
}

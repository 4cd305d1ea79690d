package dev.lamina.image.tree;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The judge of [Union]: the same rules over a map of paths, simply and slowly, straight from the
/// notation of tests to the dump. Shares nothing with what it judges but the escapes.
public final class NaiveUnion {

    /// A directory comes directly before what it holds: `/` is less than every other byte.
    private static final Comparator<String> ORDER =
            Comparator.comparing(path -> path.replace('/', '\0'));

    private final boolean inPlace;
    private final Map<TestEntry, Boolean> unnamed = new IdentityHashMap<>();
    private final Map<String, TestEntry> linked = new TreeMap<>();
    private TreeMap<String, TestEntry> nodes = new TreeMap<>(ORDER);

    private NaiveUnion(boolean inPlace) {
        this.inPlace = inPlace;
        nodes.put("", unnamed(""));
    }

    /// A union that is none, for instance with a hard link to nothing.
    public static final class RefusedException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private RefusedException() {}
    }

    /// What becomes of a path whose directory is not there.
    private enum Missing {
        MAKE,
        GO_ON,
        FAIL
    }

    /// Applies layers, lowest first, and returns the dump.
    public static String dump(List<String> layers) {
        var union = new NaiveUnion(false);
        layers.forEach(layer -> union.apply(TestEntry.parse(layer)));
        return union.dump();
    }

    /// Applies layers to each other as programs do that unpack all of them into one directory: links
    /// of lower layers are followed. Odd layers come out differently then.
    public static String dumpInPlace(List<String> layers) {
        var union = new NaiveUnion(true);
        layers.forEach(layer -> union.applyInPlace(TestEntry.parse(layer)));
        return union.dump();
    }

    /// In the order of the tar; a whiteout spares what its own layer put before it.
    private void applyInPlace(List<TestEntry> layer) {
        var own = new TreeSet<String>();
        for (TestEntry entry : layer) {
            if (entry.kind() != 'w') {
                for (String path = put(nodes, entry); !path.isEmpty(); path = above(path)) {
                    own.add(path);
                }
                continue;
            }
            String parent = resolve(nodes, entry.parent(), Missing.FAIL);
            if (parent != null) {
                var spared = new TreeMap<String, TestEntry>(nodes);
                hide(parent, entry.name());
                spared.keySet().retainAll(own);
                nodes.putAll(spared);
            }
        }
    }

    private static String above(String path) {
        return path.substring(0, path.lastIndexOf('/'));
    }

    /// First the layer for itself, then its whiteouts, then one over the other.
    private void apply(List<TestEntry> layer) {
        var own = new TreeMap<String, TestEntry>(ORDER);
        own.put("", unnamed(""));
        linked.clear();
        Map<TestEntry, String> then = new IdentityHashMap<>();
        for (TestEntry entry : layer) {
            if (entry.kind() == 'w') {
                String parent = resolve(own, entry.parent(), Missing.GO_ON);
                then.put(entry, parent == null ? "nowhere" : parent);
            } else {
                put(own, entry);
            }
        }
        for (TestEntry entry : layer) {
            String parent =
                    entry.kind() == 'w' ? resolve(own, entry.parent(), Missing.GO_ON) : null;
            boolean literal = ("/" + entry.parent()).replaceAll("/+$", "").equals(parent);
            boolean directory = parent != null && nodes.containsKey(parent);
            if (directory
                    && nodes.get(parent).kind() == '/'
                    && (literal || parent.equals(then.get(entry)))) {
                hide(parent, entry.name());
            }
        }
        linked.forEach(
                (path, node) -> {
                    if (nodes.get(path) != node) {
                        throw new RefusedException();
                    }
                });
        nodes = over(own);
    }

    private TreeMap<String, TestEntry> over(TreeMap<String, TestEntry> own) {
        var both = new TreeMap<String, TestEntry>(ORDER);
        both.putAll(nodes);
        own.forEach(
                (path, node) -> {
                    boolean directories =
                            node.kind() == '/'
                                    && both.containsKey(path)
                                    && both.get(path).kind() == '/';
                    if (!directories) {
                        remove(both, path);
                    }
                    if (!directories || !unnamed.containsKey(node)) {
                        both.put(path, node);
                    }
                });
        return both;
    }

    private void hide(String parent, String name) {
        if (name.equals(".wh..wh..opq")) {
            nodes.keySet().removeIf(path -> isBelow(path, parent));
        } else {
            remove(nodes, parent + "/" + name.substring(".wh.".length()));
        }
    }

    /// Returns where the entry is really.
    private String put(TreeMap<String, TestEntry> map, TestEntry entry) {
        if (entry.path().isEmpty()) {
            map.put("", entry);
            return "";
        }
        TestEntry node = entry.kind() == 'L' ? linked(map, entry) : entry;
        String path = resolve(map, entry.parent(), Missing.MAKE) + "/" + entry.name();
        TestEntry old = map.get(path);
        if (old == null || old.kind() != '/' || node.kind() != '/') {
            remove(map, path);
        }
        map.put(path, node);
        return path;
    }

    /// Returns the node that a hard link leads to. One of the same layer gets the link's attributes.
    private TestEntry linked(TreeMap<String, TestEntry> map, TestEntry link) {
        TestEntry node = target(map, link.rest());
        if (inPlace || linked.values().stream().anyMatch(other -> other == node)) {
            return node;
        }
        String own = node.attributes();
        String kept =
                own.substring(own.contains(" xattr:") ? own.indexOf(" xattr:") : own.length());
        String given =
                node.kind() == '>'
                        ? owner(link.attributes()) + own.replaceAll(" owner=\\S*", "")
                        : link.attributes().replaceAll(" xattr:\\S*", "") + kept;
        var changed = new TestEntry(node.path(), node.kind(), given, node.rest());
        map.replaceAll((_, other) -> other == node ? changed : other);
        return changed;
    }

    private static String owner(String attributes) {
        Matcher owner = Pattern.compile(" owner=\\S*").matcher(attributes);
        return owner.find() ? owner.group() : "";
    }

    private TestEntry target(TreeMap<String, TestEntry> map, String target) {
        var link = new TestEntry(target, 'L', "", "");
        TreeMap<String, TestEntry> seen = inPlace ? map : over(map);
        String parent = resolve(seen, link.parent(), Missing.FAIL);
        String path = parent + "/" + link.name();
        TestEntry node = parent == null ? null : seen.get(path);
        if (node == null || node.kind() == '/') {
            throw new RefusedException();
        }
        if (map.get(path) != node) {
            linked.put(path, node);
        }
        return node;
    }

    private TestEntry unnamed(String path) {
        var made = new TestEntry(path, '/', "", "");
        unnamed.put(made, true);
        return made;
    }

    /// Returns where a directory really is, with `/` before each name; null if it is nowhere.
    private String resolve(TreeMap<String, TestEntry> map, String path, Missing missing) {
        var rest = new ArrayDeque<>(List.of(path.split("/")));
        String here = "";
        for (int links = 0; !rest.isEmpty(); ) {
            String name = rest.pop();
            if (name.equals("..")) {
                here = here.substring(0, Math.max(0, here.lastIndexOf('/')));
            } else if (!name.isEmpty() && !name.equals(".")) {
                String next = here + "/" + name;
                if (missing == Missing.MAKE && !map.containsKey(next)) {
                    map.put(next, unnamed(next));
                }
                TestEntry node = map.get(next);
                boolean link = node != null && node.kind() == '>' && ++links <= 40;
                boolean directory = node == null ? missing == Missing.GO_ON : node.kind() == '/';
                if (!link && !directory) {
                    if (missing == Missing.MAKE) {
                        throw new RefusedException();
                    }
                    return null;
                }
                List.of(link ? node.rest().split("/") : new String[0])
                        .reversed()
                        .forEach(rest::push);
                here = !link ? next : node.rest().startsWith("/") ? "" : here;
            }
        }
        return here;
    }

    private static void remove(TreeMap<String, TestEntry> map, String path) {
        map.keySet().removeIf(other -> other.equals(path) || isBelow(other, path));
    }

    private static boolean isBelow(String path, String directory) {
        return path.startsWith(directory + "/");
    }

    private String dump() {
        var text = new StringBuilder();
        Map<TestEntry, String> first = new IdentityHashMap<>();
        nodes.forEach((path, node) -> text.append(line(path, node, first)).append('\n'));
        return text.toString();
    }

    private static String line(String path, TestEntry node, Map<TestEntry, String> first) {
        if (path.isEmpty()) {
            return "/" + node.attributes();
        }
        String escaped = TestEntry.escapedPath(path.substring(1));
        String known = first.putIfAbsent(node, escaped);
        String content = EscapedText.line(TestEntry.bytes(node.rest()));
        return known != null
                ? escaped + " == " + known
                : escaped
                        + switch (node.kind()) {
                            case '/' -> "/" + node.attributes();
                            case '=' -> node.attributes() + " = " + content;
                            case '>' -> node.attributes() + " -> " + content;
                            case 'c' -> node.attributes() + " char " + content;
                            case 'b' -> node.attributes() + " block " + content;
                            default -> node.attributes() + " fifo";
                        };
    }
}

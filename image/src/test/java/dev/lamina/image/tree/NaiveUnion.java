package dev.lamina.image.tree;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The judge of [Union]: the same rules over a map of paths, simply and slowly, straight from the
/// notation of tests to the dump. Shares nothing with what it judges but the escapes.
public final class NaiveUnion {

    /// A directory comes directly before what it holds: `/` is less than every other byte.
    private static final Comparator<String> ORDER =
            Comparator.comparing(path -> path.replace('/', '\0'));

    private final TreeMap<String, TestEntry> nodes = new TreeMap<>(ORDER);

    private NaiveUnion() {}

    /// A union that is none, for instance with a hard link to nothing.
    public static final class RefusedException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private RefusedException() {}
    }

    /// Applies layers, lowest first, and returns the dump.
    public static String dump(List<String> layers) {
        var union = new NaiveUnion();
        union.nodes.put("", new TestEntry("", '/', "", ""));
        layers.forEach(layer -> union.apply(TestEntry.parse(layer)));
        return union.dump();
    }

    private void apply(List<TestEntry> layer) {
        for (TestEntry entry : layer) {
            String parent = entry.kind() == 'w' ? resolve(entry.parent(), false) : null;
            if (parent != null && entry.name().equals(".wh..wh..opq")) {
                nodes.keySet().removeIf(path -> isBelow(path, parent));
            } else if (parent != null) {
                remove(parent + "/" + entry.name().substring(".wh.".length()));
            }
        }
        layer.stream().filter(entry -> entry.kind() != 'w').forEach(this::put);
    }

    private void put(TestEntry entry) {
        if (entry.path().isEmpty()) {
            nodes.put("", entry);
            return;
        }
        TestEntry node = entry.kind() == 'L' ? target(entry.rest()) : entry;
        String path = resolve(entry.parent(), true) + "/" + entry.name();
        TestEntry old = nodes.get(path);
        if (old == null || old.kind() != '/' || node.kind() != '/') {
            remove(path);
        }
        nodes.put(path, node);
    }

    private TestEntry target(String target) {
        var link = new TestEntry(target, 'L', "", "");
        String parent = resolve(link.parent(), false);
        TestEntry node = parent == null ? null : nodes.get(parent + "/" + link.name());
        if (node == null || node.kind() == '/') {
            throw new RefusedException();
        }
        return node;
    }

    /// Returns where a directory really is, with `/` before each name; null if it is nowhere.
    private String resolve(String path, boolean make) {
        var rest = new ArrayDeque<>(List.of(path.split("/")));
        String here = "";
        for (int links = 0; !rest.isEmpty(); ) {
            String name = rest.pop();
            if (name.equals("..")) {
                here = here.substring(0, Math.max(0, here.lastIndexOf('/')));
            } else if (!name.isEmpty() && !name.equals(".")) {
                String next = here + "/" + name;
                if (make) {
                    nodes.putIfAbsent(next, new TestEntry(next, '/', "", ""));
                }
                TestEntry node = nodes.get(next);
                boolean link = node != null && node.kind() == '>' && ++links <= 40;
                if (!link && (node == null || node.kind() != '/')) {
                    if (make) {
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

    private void remove(String path) {
        nodes.keySet().removeIf(other -> other.equals(path) || isBelow(other, path));
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

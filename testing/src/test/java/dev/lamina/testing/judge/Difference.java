package dev.lamina.testing.judge;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A node that two dumps show differently.
///
/// @param ours   the line of our tree, empty if it has none
/// @param theirs the line of the other program, empty if it has none
record Difference(String ours, String theirs) {

    /// Compares dumps node by node.
    ///
    /// @param excuses for differences that are right
    static List<Difference> between(String ours, String theirs, Excuse... excuses) {
        Map<String, String> others = lines(theirs);
        var differences = new ArrayList<Difference>();
        lines(ours)
                .forEach(
                        (path, line) -> {
                            String other = others.getOrDefault(path, "");
                            others.remove(path);
                            for (Excuse excuse : excuses) {
                                other = excuse.corrected(line, other);
                            }
                            if (!line.equals(other)) {
                                differences.add(new Difference(line, other));
                            }
                        });
        others.values().forEach(line -> differences.add(new Difference("", line)));
        return differences;
    }

    private static Map<String, String> lines(String dump) {
        var lines = new LinkedHashMap<String, String>();
        dump.lines().forEach(line -> lines.put(line.split(" ")[0].replaceAll("(.)/$", "$1"), line));
        return lines;
    }

    @Override
    public String toString() {
        return "ours   " + ours + "\ntheirs " + theirs + "\n";
    }
}

package dev.lamina.demo;

import dev.lamina.image.TreePath;
import dev.lamina.image.layer.LayerEntry;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The difference between two tars, as the entries of a layer.
///
/// Files are compared by their content, because cutting down times makes those of changed files
/// equal.
final class Difference {

    private final TarFile lower;
    private final TarFile upper;

    private Difference(TarFile lower, TarFile upper) {
        this.lower = lower;
        this.upper = upper;
    }

    /// Returns the entries of `upper` that `lower` does not have, and whiteouts for those that only
    /// `lower` has.
    static List<LayerEntry> between(TarFile lower, TarFile upper) throws IOException {
        return new Difference(lower, upper).entries();
    }

    private List<LayerEntry> entries() throws IOException {
        Map<TreePath, LayerEntry> before = byPath(lower);
        Map<TreePath, LayerEntry> after = byPath(upper);
        List<LayerEntry> entries = new ArrayList<>();
        for (LayerEntry entry : after.values()) {
            if (!same(before.get(entry.path()), entry)) {
                addTarget(entry, after, entries);
                entries.add(entry);
            }
        }
        for (TreePath path : before.keySet()) {
            if (!after.containsKey(path) && parentStays(path, after)) {
                entries.add(new LayerEntry.Whiteout(path));
            }
        }
        return entries;
    }

    private static boolean parentStays(TreePath path, Map<TreePath, LayerEntry> after) {
        return !path.isRoot() && (path.parent().isRoot() || after.containsKey(path.parent()));
    }

    /// A layer must have the target of its hard links.
    private static void addTarget(
            LayerEntry entry, Map<TreePath, LayerEntry> after, List<LayerEntry> entries) {
        if (entry instanceof LayerEntry.HardLink link) {
            LayerEntry target = after.get(link.target());
            if (target != null && !entries.contains(target)) {
                entries.add(target);
            }
        }
    }

    private boolean same(@Nullable LayerEntry before, LayerEntry after) throws IOException {
        if (before instanceof LayerEntry.RegularFile old
                && after instanceof LayerEntry.RegularFile file) {
            return old.attributes().equals(file.attributes())
                    && old.content().size() == file.content().size()
                    && lower.read(old).equals(upper.read(file));
        }
        return after.equals(before);
    }

    private static Map<TreePath, LayerEntry> byPath(TarFile tar) {
        Map<TreePath, LayerEntry> entries = new LinkedHashMap<>();
        for (LayerEntry entry : tar.entries()) {
            entries.put(entry.path(), entry);
        }
        return entries;
    }
}

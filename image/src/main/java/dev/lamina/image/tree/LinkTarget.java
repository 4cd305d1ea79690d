package dev.lamina.image.tree;

import dev.lamina.image.Bytes;

import java.util.ArrayList;
import java.util.List;

/// The target of a symbolic link, taken apart.
final class LinkTarget {

    private LinkTarget() {}

    /// Returns the components between slashes, with `.` and `..`, without empty ones.
    static List<Bytes> parts(Bytes target) {
        var parts = new ArrayList<Bytes>();
        int start = 0;
        for (int i = 0; i <= target.length(); i++) {
            if (i == target.length() || target.at(i) == '/') {
                if (i > start) {
                    parts.add(target.slice(start, i));
                }
                start = i + 1;
            }
        }
        return parts;
    }

    static boolean isSelf(Bytes part) {
        return part.length() == 1 && part.at(0) == '.';
    }

    static boolean isParent(Bytes part) {
        return part.length() == 2 && part.at(0) == '.' && part.at(1) == '.';
    }
}

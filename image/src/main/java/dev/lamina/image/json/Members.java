package dev.lamina.image.json;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;

/// The rules by which Go's `encoding/json` finds the members of an object, which people depend on:
/// a name has any case, and of several the last one counts.
final class Members {

    /// The letters that Unicode's simple case folding adds to those of ASCII.
    private static final char LONG_S = '\u017F';

    private static final char KELVIN = '\u212A';

    private Members() {}

    /// Finds a member by its name in any case.
    ///
    /// @return `null` if there is none
    static @Nullable Object find(Map<String, @Nullable Object> members, String name) {
        Object found = null;
        for (Map.Entry<String, @Nullable Object> member : members.entrySet()) {
            if (isSame(member.getKey(), name)) {
                found = joined(found, member.getValue());
            }
        }
        return found;
    }

    /// Returns what stands after a member came again: the later value. Two objects become one. `null`
    /// takes an object or an array away, and leaves a text or a number as it was.
    static @Nullable Object joined(@Nullable Object earlier, @Nullable Object later) {
        if (later == null) {
            return earlier instanceof Map || earlier instanceof List ? null : earlier;
        }
        if (earlier instanceof Map<?, ?> known && later instanceof Map<?, ?> more) {
            @SuppressWarnings("unchecked")
            var members = (Map<String, @Nullable Object>) known;
            for (Map.Entry<?, ?> member : more.entrySet()) {
                put(members, (String) member.getKey(), member.getValue());
            }
            return members;
        }
        return later;
    }

    /// Adds a member, which may have come before: it then moves to the end.
    static void put(Map<String, @Nullable Object> members, String name, @Nullable Object value) {
        Object earlier = members.remove(name);
        members.put(name, joined(earlier, value));
    }

    private static boolean isSame(String name, String wanted) {
        if (name.length() != wanted.length()) {
            return false;
        }
        for (int i = 0; i < name.length(); i++) {
            if (folded(name.charAt(i)) != folded(wanted.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static char folded(char letter) {
        if (letter >= 'A' && letter <= 'Z') {
            return (char) (letter | 0x20);
        }
        return letter == LONG_S ? 's' : letter == KELVIN ? 'k' : letter;
    }
}

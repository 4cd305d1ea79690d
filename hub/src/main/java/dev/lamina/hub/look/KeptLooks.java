package dev.lamina.hub.look;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// What was found in images lately, as far as it has room: pages are looked at again, and by many. Whoever
/// asks has found out before that the image may be looked into. Guarded by its own monitor.
final class KeptLooks {

    /// What is larger than this part of all is not kept.
    private static final int SHARE_OF_ONE = 4;

    private final long room;
    private final Map<Object, Kept> kept = new LinkedHashMap<>(16, 0.75f, true);
    private long used;

    /// @param room in bytes
    KeptLooks(long room) {
        this.room = room;
    }

    /// Returns the room for a heap of some size.
    static KeptLooks forHeap(long size) {
        return new KeptLooks(size / 32);
    }

    private record Kept(Object answer, long weight) {}

    /// Finds something.
    @FunctionalInterface
    interface Finder<T> {

        T find() throws IOException;
    }

    /// Estimates how much memory something takes, in bytes.
    @FunctionalInterface
    interface Scale<T> {

        long weigh(T answer);
    }

    /// Returns the answer to a question; one that was answered lately is not asked again.
    ///
    /// @param question a value that names the images by their digests
    /// @param type     of its answer
    <T> T answer(Object question, Class<T> type, Scale<T> scale, Finder<T> finder)
            throws IOException {
        Optional<T> known = find(question).map(type::cast);
        if (known.isPresent()) {
            return known.get();
        }
        T found = finder.find();
        keep(question, new Kept(found, scale.weigh(found)));
        return found;
    }

    private synchronized Optional<Object> find(Object question) {
        return Optional.ofNullable(kept.get(question)).map(Kept::answer);
    }

    private synchronized void keep(Object question, Kept answer) {
        if (answer.weight() > room / SHARE_OF_ONE) {
            return;
        }
        Kept old = kept.put(question, answer);
        used += answer.weight() - (old == null ? 0 : old.weight());
        var oldest = kept.values().iterator();
        while (used > room) {
            used -= oldest.next().weight();
            oldest.remove();
        }
    }
}

package dev.lamina.hub;

import org.jspecify.annotations.Nullable;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;

/// What was opened to make a hub; closed in reverse, whether the hub came to be or not.
final class Parts implements AutoCloseable {

    private final Deque<Runnable> closers = new ArrayDeque<>();

    /// Takes a part over, and returns it.
    <T> T add(T part, Consumer<T> close) {
        closers.push(() -> close.accept(part));
        return part;
    }

    /// Closes all of them, also if one fails; the first failure is thrown. Calling it again does
    /// nothing.
    @Override
    public void close() {
        @Nullable RuntimeException first = null;
        while (!closers.isEmpty()) {
            try {
                closers.pop().run();
            } catch (RuntimeException e) {
                if (first == null) {
                    first = e;
                } else {
                    first.addSuppressed(e);
                }
            }
        }
        if (first != null) {
            throw first;
        }
    }
}

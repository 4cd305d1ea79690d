package dev.lamina.cli.container;

import dev.lamina.cli.command.Context;
import dev.lamina.cli.command.Failures;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.List;

/// Does one thing to several containers at once, and names those to which it was done in the order in
/// which they were given.
final class EachContainer {

    private final Context context;

    EachContainer(Context context) {
        this.context = context;
    }

    /// The work on one container.
    @FunctionalInterface
    interface Work {

        void on(String container) throws IOException;
    }

    /// Does it to each.
    ///
    /// @return the exit status
    int attempt(List<String> containers, Work work) throws InterruptedIOException {
        context.engine(); // Opened here: the context belongs to this thread.
        List<Task> tasks = new ArrayList<>();
        for (String container : containers) {
            tasks.add(new Task(container, work));
        }
        var failures = new Failures(context);
        for (Task task : tasks) {
            IOException failure = task.await();
            if (failure == null) {
                context.out().println(task.container);
            } else {
                failures.add(failure);
            }
        }
        return failures.status();
    }

    /// One container, and what became of it; the end of the thread guards it.
    private static final class Task {

        private final String container;
        private final Thread thread;
        private @Nullable IOException failure;

        Task(String container, Work work) {
            this.container = container;
            this.thread = Thread.ofVirtual().name(container).start(() -> attempt(work));
        }

        private void attempt(Work work) {
            try {
                work.on(container);
            } catch (IOException e) {
                failure = e;
            } catch (IllegalArgumentException e) {
                failure = new IOException(e.getMessage(), e);
            }
        }

        @Nullable IOException await() throws InterruptedIOException {
            try {
                thread.join();
                return failure;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new InterruptedIOException("interrupted");
            }
        }
    }
}

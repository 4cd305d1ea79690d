package dev.lamina.engine.run;

import dev.lamina.engine.container.ContainerPaths;
import dev.lamina.engine.runtime.Runtime;
import dev.lamina.engine.runtime.RuntimeComplaint;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Optional;

/// The moment at which a runtime hands over to the command of its container.
record Beginning(Runtime runtime, ContainerPaths paths) {

    /// Tells whether it may have come. What a runtime that is known writes to standard error before is no
    /// output of the command. Both write the number of the container's process down when it is made, which
    /// the command may be faster than by a moment. runc does it so late that its log is asked too, where an
    /// error stands before it is shown.
    boolean mayHaveCome() {
        if (!runtime.isKnown() || Files.exists(paths.pid())) {
            return true;
        }
        try {
            return !runtime.crun() && complaint().isEmpty();
        } catch (IOException e) {
            return true;
        }
    }

    /// Returns the last that the runtime complains of.
    Optional<RuntimeComplaint> complaint() throws IOException {
        return RuntimeComplaint.last(paths.runtimeLog());
    }
}

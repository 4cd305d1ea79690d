package dev.lamina.demo;

import java.io.IOException;

/// One step of the demo.
interface Step {

    /// Says what the step shows, as a sentence without a full stop.
    String title();

    /// Tells whether the step can only be taken where containers can run.
    default boolean needsContainers() {
        return false;
    }

    /// Takes the step, and shows it.
    ///
    /// @throws IOException if what the step shows is not so
    void show(Workshop workshop) throws IOException;
}

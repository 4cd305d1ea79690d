package dev.lamina.hub.look;

import java.io.InterruptedIOException;

/// Whether somebody still waits for a look.
final class Interruptions {

    private Interruptions() {}

    /// Goes on, or ends what takes long. The thread stays interrupted.
    ///
    /// @throws InterruptedIOException if it is interrupted
    static void check() throws InterruptedIOException {
        if (Thread.currentThread().isInterrupted()) {
            throw new InterruptedIOException("look: nobody waits for it any more");
        }
    }
}

package dev.lamina.cli;

/// The end of the process.
final class Cancellation {

    private Cancellation() {}

    static void exit(int status) {
        System.exit(status);
    }
}

package dev.lamina.cli;

import dev.lamina.linux.MountNamespace;
import dev.lamina.linux.Signals;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/// Gets ready beside the main thread what takes long to begin: for nearly every command the search
/// for SHA-256 among the security providers (10 ms; bare Java takes 25 ms on the same machine), for
/// `run` the linking of system calls (50 ms).
///
/// Whoever needs it earlier waits for it, or does it; nothing depends on this.
final class StartUp {

    /// 128 and the signal's number.
    private static final int QUIT_STATUS = 128 + Signals.QUIT;

    private static final Duration QUIT_DELAY = Duration.ofMillis(300);

    private StartUp() {}

    /// Begins, and returns at once.
    static void begin(String... words) {
        start("start-up", StartUp::findHash);
        if (isRun(words)) {
            start("start-up-linking", StartUp::link);
        } else {
            start("start-up-quit", StartUp::handleQuitLater);
        }
    }

    private static void link() {
        MountNamespace.prepare();
        handleQuit();
    }

    /// Most commands have ended by then, and need not link system calls.
    private static void handleQuitLater() {
        LockSupport.parkNanos(QUIT_DELAY.toNanos());
        handleQuit();
    }

    /// Ctrl-\ ends a command as Ctrl-C does, in place of the JVM's list of threads.
    private static void handleQuit() {
        Signals.handleQuit(() -> System.exit(QUIT_STATUS));
    }

    private static void start(String name, Runnable work) {
        Thread.ofPlatform().daemon().name(name).start(work);
    }

    /// Finds the command as the launcher does, and for the same reason not by the parser of flags, which is
    /// loaded later: global flags may stand before the command and between its words.
    static boolean isRun(String... words) {
        boolean isInGroup = false;
        for (int i = 0; i < words.length; i++) {
            switch (words[i]) {
                case "--root", "--config" -> i++;
                case "run" -> {
                    return true;
                }
                case "container" -> {
                    if (isInGroup) {
                        return false;
                    }
                    isInGroup = true;
                }
                default -> {
                    if (!words[i].startsWith("-")) {
                        return false;
                    }
                }
            }
        }
        return false;
    }

    private static void findHash() {
        try {
            MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}

package dev.lamina.cli;

import dev.lamina.engine.Engine;
import dev.lamina.linux.MountNamespace;
import dev.lamina.linux.Signals;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/// Gets ready beside the main thread what takes long to begin: for pulls what hashes layers, for `run` the
/// linking of system calls (50 ms; bare Java takes 25 ms on the same machine).
///
/// Whoever needs it earlier waits for it, or does it; nothing depends on this. All is named classes:
/// a lambda that runs before the first command would be linked at every start.
final class StartUp {

    /// 128 and the signal's number.
    private static final int QUIT_STATUS = 128 + Signals.QUIT;

    private static final Duration QUIT_DELAY = Duration.ofMillis(300);

    private StartUp() {}

    /// Begins, and returns at once.
    static void begin(String... words) {
        if (isRun(words)) {
            start("start-up-linking", new Linking());
            return;
        }
        start("start-up-quit", new QuitLater());
        if (isPull(words)) {
            start("start-up", new Hashing());
        }
    }

    /// Tells whether a command line makes a container.
    static boolean isRun(String... words) {
        String command = command(words);
        return command.equals("run") || command.equals("container run");
    }

    /// Tells whether a command line hashes layers that it gets. A push hashes none.
    static boolean isPull(String... words) {
        String command = command(words);
        return command.equals("pull") || command.equals("image pull");
    }

    /// Finds the command as the launcher does, and for the same reason not by the parser of flags, which is
    /// loaded later: global flags may stand before the command and between its words.
    private static String command(String... words) {
        String group = "";
        for (int i = 0; i < words.length; i++) {
            switch (words[i]) {
                case "--root", "--config" -> i++;
                case "container", "image" -> {
                    if (!group.isEmpty()) {
                        return "";
                    }
                    group = words[i].concat(" ");
                }
                default -> {
                    if (!words[i].startsWith("-")) {
                        return group.concat(words[i]);
                    }
                }
            }
        }
        return "";
    }

    private static void start(String name, Runnable work) {
        var thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }

    /// Links the library that hashes, or finds SHA-256 among the security providers.
    private static final class Hashing implements Runnable {

        @Override
        public void run() {
            Engine.preparePulls(System.getenv());
        }
    }

    /// Links system calls.
    private static final class Linking implements Runnable {

        @Override
        public void run() {
            MountNamespace.prepare();
            Signals.handleQuit(new Quit());
        }
    }

    /// Most commands have ended by then, and need not link system calls.
    private static final class QuitLater implements Runnable {

        @Override
        public void run() {
            LockSupport.parkNanos(QUIT_DELAY.toNanos());
            Signals.handleQuit(new Quit());
        }
    }

    /// Ctrl-\ ends a command as Ctrl-C does, in place of the JVM's list of threads.
    private static final class Quit implements Runnable {

        @Override
        public void run() {
            System.exit(QUIT_STATUS);
        }
    }
}

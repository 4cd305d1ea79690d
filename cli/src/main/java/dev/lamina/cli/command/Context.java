package dev.lamina.cli.command;

import dev.lamina.engine.Engine;
import dev.lamina.engine.EngineSettings;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// The surroundings of a command: streams, environment, clock, and the engine, which is opened when the
/// first asks for it.
public final class Context implements AutoCloseable {

    /// The name that registries are told.
    public static final String USER_AGENT = "lamina/" + Version.NUMBER;

    private static final int TIDY_UP_SECONDS = 10;

    /// The variable for what `LC_ALL` was before the launcher set it; empty for nothing.
    private static final String CALLERS_LOCALE = "LAMINA_LC_ALL";

    private final Console console;
    private final InstantSource clock;
    private final Map<String, String> environment;
    private final Map<String, String> properties;
    private final CountDownLatch finished = new CountDownLatch(1);
    private @Nullable Engine engine;

    /// Creates a context.
    ///
    /// @param properties the JVM's system properties `os.arch`, `os.name`, `os.version`,
    ///     `user.home` and `user.name`
    public Context(
            Console console,
            Map<String, String> environment,
            Map<String, String> properties,
            InstantSource clock) {
        this.console = console;
        this.environment = new HashMap<>(environment);
        this.properties = properties;
        this.clock = clock;
    }

    /// Returns the context of this process.
    public static Context ofProcess() {
        var properties = new HashMap<String, String>();
        for (String name :
                new String[] {"os.arch", "os.name", "os.version", "user.home", "user.name"}) {
            properties.put(name, System.getProperty(name, ""));
        }
        return new Context(
                Console.ofProcess(), callers(System.getenv()), properties, InstantSource.system());
    }

    /// The launcher starts Java in a locale that keeps all bytes, and hands over the caller's.
    static Map<String, String> callers(Map<String, String> environment) {
        String locale = environment.get(CALLERS_LOCALE);
        if (locale == null) {
            return environment;
        }
        var callers = new HashMap<>(environment);
        callers.remove(CALLERS_LOCALE);
        if (locale.isEmpty()) {
            callers.remove("LC_ALL");
        } else {
            callers.put("LC_ALL", locale);
        }
        return callers;
    }

    public Console console() {
        return console;
    }

    public PrintStream out() {
        return console.out();
    }

    public InstantSource clock() {
        return clock;
    }

    public Map<String, String> environment() {
        return environment;
    }

    public Map<String, String> properties() {
        return properties;
    }

    /// Names another store; only before the engine is opened.
    public void useRoot(String root) {
        environment.put(EngineSettings.ROOT_VARIABLE, Path.of(root).toAbsolutePath().toString());
    }

    /// Names another configuration file; only before the engine is opened.
    public void useConfig(String file) {
        environment.put("LAMINA_CONFIG", Path.of(file).toAbsolutePath().toString());
    }

    /// Returns the engine's settings.
    public EngineSettings settings() {
        return EngineSettings.of(environment, properties, USER_AGENT);
    }

    /// Returns the engine; the context closes it.
    ///
    /// @throws UncheckedIOException if the place of the store is a file, or a directory of something else
    public Engine engine() {
        Engine open = engine;
        if (open == null) {
            open = engineForRegistries();
            try {
                open.checkRoot();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return open;
    }

    /// Returns the engine for what needs no store, whatever is in its place; the context closes it.
    public Engine engineForRegistries() {
        Engine open = engine;
        if (open == null) {
            open = Engine.open(settings());
            engine = open;
        }
        return open;
    }

    /// From here on Ctrl-C interrupts the calling thread, and the process waits a few seconds for
    /// it to leave things tidy.
    public void interruptOnSignal() {
        Thread worker = Thread.currentThread();
        Runtime.getRuntime()
                .addShutdownHook(
                        new Thread(
                                () -> {
                                    if (finished.getCount() > 0) {
                                        worker.interrupt();
                                        awaitFinish();
                                    }
                                },
                                "interrupt"));
    }

    private void awaitFinish() {
        try {
            finished.await(TIDY_UP_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        try {
            if (engine != null) {
                engine.close();
                engine = null;
            }
        } finally {
            finished.countDown();
        }
    }
}

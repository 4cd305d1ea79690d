package dev.lamina.docker.document;

import dev.lamina.docker.template.Struct;
import dev.lamina.image.RunConfig;
import dev.lamina.image.RunConfig.Healthcheck;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// The command that an image or a container runs, with its settings; and how documents show what is not set.
final class ConfigDocument {

    /// Go's zero time, which Docker shows for "never".
    static final String NEVER = "0001-01-01T00:00:00Z";

    /// A value without fields, such as each element of a set has.
    static final Struct EMPTY = new Struct("struct {}");

    private ConfigDocument() {}

    /// Returns the fields of what an image or a container runs.
    static Struct of(RunConfig config) {
        var fields = new Struct("config");
        putOrHide(fields, "User", config.user());
        putOrHide(fields, "ExposedPorts", set(config.exposedPorts()));
        fields.put("Env", list(config.env())).put("Cmd", words(config.cmd()));
        putHealthcheck(fields, config.healthcheck());
        if (config.argsEscaped()) {
            fields.put("ArgsEscaped", true);
        } else {
            fields.hide("ArgsEscaped", false);
        }
        fields.put("Volumes", set(config.volumes()));
        putOrHide(fields, "WorkingDir", config.workingDir());
        fields.put("Entrypoint", words(config.entrypoint()))
                .put("OnBuild", list(config.onBuild()))
                .put(
                        "Labels",
                        config.labels().isEmpty()
                                ? Struct.NIL_MAP
                                : new TreeMap<>(config.labels()));
        putOrHide(fields, "StopSignal", text(config.stopSignal()));
        putOrHide(fields, "Shell", words(config.shell()));
        return fields;
    }

    static void putHealthcheck(Struct fields, Optional<Healthcheck> check) {
        putOrHide(fields, "Healthcheck", check.isPresent() ? of(check.get()) : null);
    }

    private static Struct of(Healthcheck check) {
        var fields = new Struct("healthcheck").put("Test", check.test());
        putOrHideZero(fields, "Interval", check.interval().toNanos());
        putOrHideZero(fields, "Timeout", check.timeout().toNanos());
        putOrHideZero(fields, "StartPeriod", check.startPeriod().toNanos());
        putOrHideZero(fields, "StartInterval", check.startInterval().toNanos());
        putOrHideZero(fields, "Retries", check.retries());
        return fields;
    }

    private static void putOrHideZero(Struct fields, String name, long value) {
        if (value == 0) {
            fields.hide(name, value);
        } else {
            fields.put(name, value);
        }
    }

    static String text(Optional<String> text) {
        return text.isPresent() ? text.get() : "";
    }

    static List<?> words(Optional<List<String>> words) {
        return words.isPresent() ? words.get() : Struct.NIL_LIST;
    }

    static List<?> list(List<String> elements) {
        return elements.isEmpty() ? Struct.NIL_LIST : elements;
    }

    static Map<String, @Nullable Object> set(Set<String> names) {
        if (names.isEmpty()) {
            return Struct.NIL_MAP;
        }
        var set = new TreeMap<String, @Nullable Object>();
        for (String name : names) {
            set.put(name, EMPTY);
        }
        return set;
    }

    /// Adds a value. If it is not set it has no place in JSON, but templates may ask for it.
    static void putOrHide(Struct fields, String name, @Nullable Object value) {
        if (value == null
                || value == Struct.NIL_LIST
                || value == Struct.NIL_MAP
                || value.equals("")) {
            fields.hide(name, value);
        } else {
            fields.put(name, value);
        }
    }
}

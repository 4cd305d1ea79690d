package dev.lamina.image.json;

import dev.lamina.image.ImageFormatException;
import dev.lamina.image.RunConfig;
import dev.lamina.image.RunConfig.Healthcheck;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The `config` object of image configs as JSON.
public final class RunConfigJson {

    private RunConfigJson() {}

    static RunConfig read(JsonObject object) throws ImageFormatException {
        Optional<JsonObject> healthcheck = object.optionalObject("Healthcheck");
        return new RunConfig(
                object.string("User"),
                names(object, "ExposedPorts"),
                object.strings("Env"),
                object.optionalWords("Entrypoint"),
                object.optionalWords("Cmd"),
                names(object, "Volumes"),
                object.string("WorkingDir"),
                object.stringMap("Labels"),
                DescriptorJson.present(object.string("StopSignal")),
                healthcheck.isEmpty()
                        ? Optional.empty()
                        : Optional.of(readHealthcheck(healthcheck.get())),
                object.optionalWords("Shell"),
                object.strings("OnBuild"),
                object.flag("ArgsEscaped"));
    }

    /// Returns a run config as a plain value for [Json#write]; members that are not set are absent.
    public static Map<String, @Nullable Object> value(RunConfig config) {
        var members = new LinkedHashMap<String, @Nullable Object>();
        putText(members, "User", config.user());
        putNames(members, "ExposedPorts", config.exposedPorts());
        putTexts(members, "Env", config.env());
        config.entrypoint().ifPresent(words -> members.put("Entrypoint", words));
        config.cmd().ifPresent(words -> members.put("Cmd", words));
        config.healthcheck().ifPresent(check -> members.put("Healthcheck", value(check)));
        if (config.argsEscaped()) {
            members.put("ArgsEscaped", true);
        }
        putNames(members, "Volumes", config.volumes());
        putText(members, "WorkingDir", config.workingDir());
        putTexts(members, "OnBuild", config.onBuild());
        if (!config.labels().isEmpty()) {
            members.put("Labels", config.labels());
        }
        config.stopSignal().ifPresent(signal -> members.put("StopSignal", signal));
        config.shell().ifPresent(words -> members.put("Shell", words));
        return members;
    }

    private static Healthcheck readHealthcheck(JsonObject object) throws ImageFormatException {
        return new Healthcheck(
                object.strings("Test"),
                duration(object, "Interval"),
                duration(object, "Timeout"),
                duration(object, "StartPeriod"),
                duration(object, "StartInterval"),
                retries(object));
    }

    private static Map<String, @Nullable Object> value(Healthcheck check) {
        var members = new LinkedHashMap<String, @Nullable Object>();
        putTexts(members, "Test", check.test());
        putDuration(members, "Interval", check.interval());
        putDuration(members, "Timeout", check.timeout());
        putDuration(members, "StartPeriod", check.startPeriod());
        putDuration(members, "StartInterval", check.startInterval());
        if (check.retries() != 0) {
            members.put("Retries", (long) check.retries());
        }
        return members;
    }

    /// Docker writes durations in nanoseconds.
    private static Duration duration(JsonObject object, String name) throws ImageFormatException {
        return Duration.ofNanos(object.optionalInteger(name).orElse(0));
    }

    private static int retries(JsonObject object) throws ImageFormatException {
        long retries = object.optionalInteger("Retries").orElse(0);
        if (retries < Integer.MIN_VALUE || retries > Integer.MAX_VALUE) {
            throw object.fault("Retries", "expected a count, got " + retries);
        }
        return (int) retries;
    }

    /// A set, written as an object whose values are empty objects.
    private static Set<String> names(JsonObject object, String name) throws ImageFormatException {
        Optional<JsonObject> set = object.optionalObject(name);
        return set.isEmpty() ? Set.of() : new LinkedHashSet<>(set.get().names());
    }

    private static void putNames(
            Map<String, @Nullable Object> members, String name, Set<String> names) {
        if (!names.isEmpty()) {
            var set = new LinkedHashMap<String, @Nullable Object>();
            names.forEach(element -> set.put(element, Map.of()));
            members.put(name, set);
        }
    }

    private static void putText(Map<String, @Nullable Object> members, String name, String text) {
        if (!text.isEmpty()) {
            members.put(name, text);
        }
    }

    private static void putTexts(
            Map<String, @Nullable Object> members, String name, List<String> texts) {
        if (!texts.isEmpty()) {
            members.put(name, texts);
        }
    }

    private static void putDuration(
            Map<String, @Nullable Object> members, String name, Duration duration) {
        if (!duration.isZero()) {
            members.put(name, duration.toNanos());
        }
    }
}

package dev.lamina.image.look;

import dev.lamina.image.ImageConfig;
import dev.lamina.image.RunConfig;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/// One setting that differs between the configs of two images.
///
/// @param setting as Docker's inspect names it; with the name of a variable or label behind it
/// @param before  its value as text; empty if it is not there
/// @param after   its value as text; empty if it is not there
public record ConfigChange(String setting, Optional<String> before, Optional<String> after) {

    /// Compares two configs, in the order of the settings' names.
    static List<ConfigChange> between(ImageConfig before, ImageConfig after) {
        Map<String, String> one = settings(before);
        Map<String, String> other = settings(after);
        var names = new TreeSet<>(one.keySet());
        names.addAll(other.keySet());
        var changes = new ArrayList<ConfigChange>();
        for (String name : names) {
            var change =
                    new ConfigChange(
                            name,
                            Optional.ofNullable(one.get(name)),
                            Optional.ofNullable(other.get(name)));
            if (!change.before.equals(change.after)) {
                changes.add(change);
            }
        }
        return changes;
    }

    private static Map<String, String> settings(ImageConfig config) {
        var settings = new TreeMap<String, String>();
        RunConfig run = config.config();
        settings.put("Platform", config.platform().toString());
        putText(settings, "User", run.user());
        putText(settings, "WorkingDir", run.workingDir());
        run.stopSignal().ifPresent(signal -> settings.put("StopSignal", signal));
        run.entrypoint().ifPresent(words -> settings.put("Entrypoint", String.join(" ", words)));
        run.cmd().ifPresent(words -> settings.put("Cmd", String.join(" ", words)));
        run.shell().ifPresent(words -> settings.put("Shell", String.join(" ", words)));
        run.exposedPorts().forEach(port -> settings.put("ExposedPorts " + port, port));
        run.volumes().forEach(volume -> settings.put("Volumes " + volume, volume));
        run.labels().forEach((name, value) -> settings.put("Labels " + name, value));
        for (String variable : run.env()) {
            int end = variable.indexOf('=');
            String name = end < 0 ? variable : variable.substring(0, end);
            settings.put("Env " + name, end < 0 ? "" : variable.substring(end + 1));
        }
        return settings;
    }

    private static void putText(Map<String, String> settings, String name, String text) {
        if (!text.isEmpty()) {
            settings.put(name, text);
        }
    }
}

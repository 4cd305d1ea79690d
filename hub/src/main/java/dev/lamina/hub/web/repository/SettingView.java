package dev.lamina.hub.web.repository;

import dev.lamina.hub.look.ImageLook;
import dev.lamina.hub.web.frame.Words;
import dev.lamina.image.RunConfig;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/// A setting of an image's config, with its values.
record SettingView(String name, List<String> values) {

    static List<SettingView> of(ImageLook look) {
        RunConfig config = look.config().config();
        var views = new ArrayList<SettingView>();
        look.config().created().ifPresent(time -> add(views, "Created", Words.date(time)));
        look.config().author().ifPresent(author -> add(views, "Author", author));
        config.entrypoint().ifPresent(words -> add(views, "Entrypoint", quoted(words)));
        config.cmd().ifPresent(words -> add(views, "Command", quoted(words)));
        add(views, "Working directory", config.workingDir());
        add(views, "User", config.user());
        config.stopSignal().ifPresent(signal -> add(views, "Stop signal", signal));
        add(views, "Ports", config.exposedPorts());
        add(views, "Volumes", config.volumes());
        add(views, "Environment", config.env());
        add(
                views,
                "Labels",
                config.labels().entrySet().stream()
                        .map(label -> label.getKey() + "=" + label.getValue())
                        .toList());
        return List.copyOf(views);
    }

    private static void add(List<SettingView> views, String name, String value) {
        if (!value.isEmpty()) {
            views.add(new SettingView(name, List.of(value)));
        }
    }

    private static void add(List<SettingView> views, String name, Collection<String> values) {
        if (!values.isEmpty()) {
            views.add(new SettingView(name, List.copyOf(values)));
        }
    }

    /// Words as a shell reads them, so that one with blanks is seen to be one.
    private static String quoted(List<String> words) {
        var text = new StringBuilder();
        for (String word : words) {
            boolean isPlain = word.matches("[A-Za-z0-9_@%+=:,./-]+");
            text.append(text.isEmpty() ? "" : " ")
                    .append(isPlain ? word : "'" + word.replace("'", "'\\''") + "'");
        }
        return text.toString();
    }
}

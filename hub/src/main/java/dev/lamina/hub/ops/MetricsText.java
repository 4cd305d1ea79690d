package dev.lamina.hub.ops;

import dev.lamina.image.Bytes;

/// Text that Prometheus reads (https://prometheus.io/docs/instrumenting/exposition_formats/, text
/// format 0.0.4). Labels come from our own words and need no escapes.
final class MetricsText {

    static final String TYPE = "text/plain; version=0.0.4; charset=utf-8";

    private final StringBuilder text = new StringBuilder();

    /// Begins a metric; its samples follow.
    MetricsText begin(String name, String type, String help) {
        text.append("# HELP ").append(name).append(' ').append(help).append('\n');
        text.append("# TYPE ").append(name).append(' ').append(type).append('\n');
        return this;
    }

    /// @param labels like `route="blob"`; empty for none
    MetricsText sample(String name, String labels, long value) {
        return sample(name, labels, Long.toString(value));
    }

    /// @param labels like `route="blob"`; empty for none
    MetricsText sample(String name, String labels, double value) {
        return sample(name, labels, Double.toString(value));
    }

    private MetricsText sample(String name, String labels, String value) {
        text.append(name);
        if (!labels.isEmpty()) {
            text.append('{').append(labels).append('}');
        }
        text.append(' ').append(value).append('\n');
        return this;
    }

    Bytes bytes() {
        return Bytes.utf8(text.toString());
    }
}

package dev.lamina.cli.option;

/// The flags that lists have in common.
public final class Formats {

    private Formats() {}

    /// `--format` of a list.
    public static Flag list() {
        return Flag.text(
                "format",
                "string",
                "'table' (default), 'json', a Go template, or 'table' and a Go template");
    }

    /// `--format` of `inspect`.
    public static Flag inspect() {
        return Flag.text("format", 'f', "string", "'json', or a Go template");
    }

    /// `--filter`.
    public static Flag filter(String names) {
        return Flag.list("filter", 'f', "filter", "Keep what fulfils a condition: " + names);
    }
}

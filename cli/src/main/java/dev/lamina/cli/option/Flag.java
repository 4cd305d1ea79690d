package dev.lamina.cli.option;

import static java.util.Objects.requireNonNull;

/// One flag of a command.
///
/// @param name         what follows `--`
/// @param shorthand    the letter after `-`, or [#NO_SHORTHAND]
/// @param placeholder  what stands for the value in a help page; empty for a switch
/// @param defaultValue what counts if the flag is not given; empty for none
public record Flag(
        String name,
        char shorthand,
        Kind kind,
        String placeholder,
        String description,
        String defaultValue) {

    /// Stands for a flag that has only its long form.
    public static final char NO_SHORTHAND = 0;

    /// The kinds of flags: how often one counts, and whether it has a value.
    public enum Kind {
        /// On or off: `--rm`, `--rm=false`.
        SWITCH,
        /// One text; the last one given counts.
        TEXT,
        /// Each one given counts.
        LIST
    }

    public Flag {
        requireNonNull(name, "name");
        requireNonNull(kind, "kind");
        requireNonNull(placeholder, "placeholder");
        requireNonNull(description, "description");
        requireNonNull(defaultValue, "defaultValue");
    }

    /// Returns a switch without a shorthand.
    public static Flag toggle(String name, String description) {
        return toggle(name, NO_SHORTHAND, description);
    }

    /// Returns a switch.
    public static Flag toggle(String name, char shorthand, String description) {
        return new Flag(name, shorthand, Kind.SWITCH, "", description, "");
    }

    /// Returns a flag with one text, without a shorthand.
    public static Flag text(String name, String placeholder, String description) {
        return text(name, NO_SHORTHAND, placeholder, description);
    }

    /// Returns a flag with one text.
    public static Flag text(String name, char shorthand, String placeholder, String description) {
        return new Flag(name, shorthand, Kind.TEXT, placeholder, description, "");
    }

    /// Returns a flag that may be given many times.
    public static Flag list(String name, char shorthand, String placeholder, String description) {
        return new Flag(name, shorthand, Kind.LIST, placeholder, description, "");
    }

    /// Returns what it does, with its default: one sentence without a full stop.
    public String meaning() {
        return defaultValue.isEmpty()
                ? description
                : description + " (default " + defaultValue + ")";
    }

    /// Returns this flag with a default.
    public Flag withDefault(String newDefault) {
        return new Flag(name, shorthand, kind, placeholder, description, newDefault);
    }
}

package dev.lamina.cli.option;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/// The syntax of one command, and the texts of its help page.
///
/// @param path        the words that name it: `image ls`
/// @param aliases     other paths, the one people type first
/// @param texts       what its help page says
/// @param accepted    the operands that it accepts
/// @param flags       the flags that it knows
/// @param usageStatus the exit status of wrong usage
public record Syntax(
        String path,
        List<String> aliases,
        Texts texts,
        Operands accepted,
        List<Flag> flags,
        int usageStatus) {

    /// No limit on operands.
    public static final int ANY = Integer.MAX_VALUE;

    /// The exit status of wrong usage, unless a command has its own.
    public static final int USAGE = 2;

    public Syntax {
        requireNonNull(path, "path");
        aliases = List.copyOf(aliases);
        requireNonNull(texts, "texts");
        requireNonNull(accepted, "accepted");
        flags = List.copyOf(flags);
    }

    /// The texts of a help page.
    ///
    /// @param summary     one line without a full stop
    /// @param description more, as paragraphs of Markdown; may be empty
    public record Texts(String summary, String description, List<Example> examples) {

        public Texts {
            requireNonNull(summary, "summary");
            requireNonNull(description, "description");
            examples = List.copyOf(examples);
        }
    }

    /// A command line worth showing.
    ///
    /// @param purpose what it does, as a phrase without a full stop
    public record Example(String commandLine, String purpose) {}

    /// The words of a command line that are no flags.
    ///
    /// @param form     how they are written: `NAME[:TAG]`; empty for none
    /// @param least    the fewest
    /// @param most     the most
    /// @param endFlags whether flags end at the first one: what follows belongs to another program
    public record Operands(String form, int least, int most, boolean endFlags) {

        /// None, wherever the flags stand.
        static final Operands NONE = new Operands("", 0, 0, false);

        public Operands {
            requireNonNull(form, "form");
            if (least < 0 || most < least) {
                throw new IllegalArgumentException(
                        "operands "
                                + form
                                + ": expected 0 <= least <= most, got "
                                + least
                                + ", "
                                + most);
            }
        }
    }

    public String summary() {
        return texts.summary();
    }

    public String description() {
        return texts.description();
    }

    public List<Example> examples() {
        return texts.examples();
    }

    /// Returns the operands as they are written.
    public String operands() {
        return accepted.form();
    }

    /// Begins the syntax of a command that takes nothing.
    public static Builder builder(String path, String summary) {
        return new Builder(path, summary);
    }

    /// Returns the flag of this name; null if there is none.
    public @Nullable Flag flag(String name) {
        for (Flag flag : flags) {
            if (flag.name().equals(name)) {
                return flag;
            }
        }
        return null;
    }

    /// Returns the flag with this shorthand; null if there is none.
    public @Nullable Flag flag(char shorthand) {
        for (Flag flag : flags) {
            if (flag.shorthand() == shorthand) {
                return flag;
            }
        }
        return null;
    }

    /// Returns this syntax with flags that every command takes; those of the same name stay.
    public Syntax withFlags(List<Flag> more) {
        var all = new ArrayList<>(flags);
        for (Flag flag : more) {
            if (flag(flag.name()) == null) {
                all.add(
                        flag(flag.shorthand()) == null
                                ? flag
                                : new Flag(
                                        flag.name(),
                                        Flag.NO_SHORTHAND,
                                        flag.kind(),
                                        flag.placeholder(),
                                        flag.description(),
                                        flag.defaultValue()));
            }
        }
        return new Syntax(path, aliases, texts, accepted, all, usageStatus);
    }

    /// Collects a syntax.
    public static final class Builder {

        private final String path;
        private final String summary;
        private final List<Flag> flags = new ArrayList<>();
        private final List<Example> examples = new ArrayList<>();
        private List<String> aliases = List.of();
        private String description = "";
        private Operands operands = Operands.NONE;
        private boolean flagsEndEarly;
        private int usageStatus = USAGE;

        private Builder(String path, String summary) {
            this.path = path;
            this.summary = summary;
        }

        public Builder description(String newDescription) {
            description = newDescription;
            return this;
        }

        public Builder aliases(String... newAliases) {
            aliases = List.of(newAliases);
            return this;
        }

        public Builder operands(String form, int least, int most) {
            operands = new Operands(form, least, most, false);
            return this;
        }

        /// Ends flags at the first operand.
        public Builder flagsEndEarly() {
            flagsEndEarly = true;
            return this;
        }

        public Builder usageStatus(int status) {
            usageStatus = status;
            return this;
        }

        public Builder flag(Flag flag) {
            flags.add(flag);
            return this;
        }

        public Builder example(String commandLine, String purpose) {
            examples.add(new Example(commandLine, purpose));
            return this;
        }

        public Syntax build() {
            return new Syntax(
                    path,
                    aliases,
                    new Texts(summary, description, examples),
                    new Operands(operands.form(), operands.least(), operands.most(), flagsEndEarly),
                    flags,
                    usageStatus);
        }
    }
}

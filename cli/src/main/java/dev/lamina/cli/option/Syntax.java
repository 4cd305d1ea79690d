package dev.lamina.cli.option;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/// What one command takes, and what its help page says.
///
/// @param path           the words that name it: `image ls`
/// @param summary        one line without a full stop
/// @param description    more, as paragraphs of Markdown; may be empty
/// @param operands       how its operands are written: `NAME[:TAG]`
/// @param minOperands    the fewest operands
/// @param maxOperands    the most operands
/// @param flagsEndEarly  whether flags end at the first operand: what follows belongs to another
///     program
/// @param aliases        other paths, the one people type first
/// @param usageStatus    the exit status of wrong usage
public record Syntax(
        String path,
        String summary,
        String description,
        String operands,
        int minOperands,
        int maxOperands,
        boolean flagsEndEarly,
        List<Flag> flags,
        List<String> aliases,
        List<Example> examples,
        int usageStatus) {

    /// No limit on operands.
    public static final int ANY = Integer.MAX_VALUE;

    /// The exit status of wrong usage, unless a command has its own.
    public static final int USAGE = 2;

    public Syntax {
        requireNonNull(path, "path");
        requireNonNull(summary, "summary");
        requireNonNull(description, "description");
        requireNonNull(operands, "operands");
        flags = List.copyOf(flags);
        aliases = List.copyOf(aliases);
        examples = List.copyOf(examples);
    }

    /// A command line worth showing.
    ///
    /// @param purpose what it does, as a phrase without a full stop
    public record Example(String commandLine, String purpose) {}

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
        return new Syntax(
                path,
                summary,
                description,
                operands,
                minOperands,
                maxOperands,
                flagsEndEarly,
                all,
                aliases,
                examples,
                usageStatus);
    }

    /// Collects a syntax.
    public static final class Builder {

        private final String path;
        private final String summary;
        private final List<Flag> flags = new ArrayList<>();
        private final List<Example> examples = new ArrayList<>();
        private List<String> aliases = List.of();
        private String description = "";
        private String operands = "";
        private int minOperands;
        private int maxOperands;
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
            operands = form;
            minOperands = least;
            maxOperands = most;
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
                    summary,
                    description,
                    operands,
                    minOperands,
                    maxOperands,
                    flagsEndEarly,
                    flags,
                    aliases,
                    examples,
                    usageStatus);
        }
    }
}

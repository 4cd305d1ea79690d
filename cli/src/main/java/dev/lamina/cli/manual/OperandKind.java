package dev.lamina.cli.manual;

import dev.lamina.cli.option.Flag;
import dev.lamina.cli.option.Syntax;

/// The kind of word that a shell offers in the place of an operand or of a flag's value, as far as its form
/// in the help tells: a word in capitals, or the placeholder.
enum OperandKind {
    /// The references of the store's images.
    IMAGES,
    /// The names of containers.
    CONTAINERS,
    /// Both.
    BOTH,
    /// Files and directories.
    FILES,
    /// Nothing that could be known.
    NOTHING;

    /// Tells what the operands of a command are.
    static OperandKind of(Syntax command) {
        String form = command.operands();
        if (form.contains("CONTAINER")) {
            return CONTAINERS;
        }
        if (form.contains("NAME|ID")) {
            return BOTH;
        }
        if (form.contains("IMAGE") || form.contains("NAME[:TAG") || form.contains("REPOSITORY")) {
            return IMAGES;
        }
        return form.contains("DIRECTORY") ? FILES : NOTHING;
    }

    /// Tells what the value of a flag is.
    static OperandKind of(Flag flag) {
        return switch (flag.placeholder()) {
            case "file", "directory", "[source:]destination[:ro]" -> FILES;
            default -> NOTHING;
        };
    }
}

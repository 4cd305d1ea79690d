package dev.lamina.cli.option;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The words of a command line, read: the values of flags, and the operands.
///
/// @param values   for each flag that was given its texts, in order; `true` or `false` for a switch
/// @param operands what is no flag, in order
public record Arguments(Syntax syntax, Map<String, List<String>> values, List<String> operands) {

    public Arguments {
        values = Map.copyOf(values);
        operands = List.copyOf(operands);
    }

    /// Tells whether a flag was given.
    public boolean isGiven(String flag) {
        return values.containsKey(flag);
    }

    /// Tells whether a switch is on.
    public boolean isOn(String flag) {
        return text(flag).equals("true");
    }

    /// Returns the last text of a flag, else its default.
    public String text(String flag) {
        List<String> given = values.get(flag);
        if (given != null) {
            return given.getLast();
        }
        Flag declared = syntax.flag(flag);
        if (declared == null) {
            throw new IllegalArgumentException("flag: expected a declared one, got " + flag);
        }
        return declared.defaultValue();
    }

    /// Returns the last text of a flag; absent if it was not given or is empty.
    public Optional<String> optional(String flag) {
        String text = text(flag);
        return text.isEmpty() ? Optional.empty() : Optional.of(text);
    }

    /// Returns all texts of a flag, in order.
    public List<String> texts(String flag) {
        return values.getOrDefault(flag, List.of());
    }
}

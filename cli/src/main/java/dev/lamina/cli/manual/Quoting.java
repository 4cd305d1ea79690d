package dev.lamina.cli.manual;

import dev.lamina.cli.option.Flag;

import java.util.ArrayList;
import java.util.List;

/// Words in scripts of shells.
final class Quoting {

    private Quoting() {}

    /// Quotes a word for bash and zsh (POSIX.1-2024, XCU 2.2.2).
    static String posix(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }

    /// Quotes a word for fish: between single quotes only these two are special (fish language, "Quotes").
    static String fish(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }

    /// Quotes a description or a message in a specification of zsh's `_arguments` (zshcompsys(1)).
    static String specification(String text) {
        return text.replace("\\", "\\\\")
                .replace("[", "\\[")
                .replace("]", "\\]")
                .replace(":", "\\:");
    }

    /// Returns the forms of flags: `--all`, `-a`.
    static List<String> forms(List<Flag> flags) {
        var forms = new ArrayList<String>();
        for (Flag flag : flags) {
            forms.add("--" + flag.name());
            if (flag.shorthand() != Flag.NO_SHORTHAND) {
                forms.add("-" + flag.shorthand());
            }
        }
        return forms;
    }
}

package dev.lamina.cli.manual;

import dev.lamina.cli.option.Flag;
import dev.lamina.cli.option.Syntax;

import java.util.List;
import java.util.Map;

/// The files about all commands that are installed beside the program.
public final class Manual {

    private final CommandSet commands;

    /// Creates the manual.
    ///
    /// @param lamina   what stands before the name of a command
    /// @param globals  the flags that every command takes
    /// @param commands all commands, without those flags, in the order of the overview
    public Manual(Syntax lamina, List<Flag> globals, List<Syntax> commands) {
        this.commands = new CommandSet(lamina, globals, commands);
    }

    /// Returns the pages of section 1 of the manual, by file name: `lamina.1`, `lamina-image-ls.1`, and for
    /// each alias one that leads there.
    public Map<String, String> pages() {
        return new ManPages(commands).all();
    }

    /// Returns the completion of bash, zsh and fish, by the file names that these look for: `lamina` as
    /// `lamina.bash`, `_lamina` and `lamina.fish`.
    public Map<String, String> completions() {
        return Map.of(
                "lamina.bash", new BashCompletion(commands).script(),
                "_lamina", new ZshCompletion(commands).script(),
                "lamina.fish", new FishCompletion(commands).script());
    }
}

package dev.lamina.cli.manual;

import static java.util.Objects.requireNonNull;

import dev.lamina.cli.option.Flag;
import dev.lamina.cli.option.Syntax;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/// All commands, as manual and shells see them.
///
/// @param lamina   what stands before the name of a command
/// @param globals  the flags that every command takes
/// @param commands without those flags, in the order of the overview
record CommandSet(Syntax lamina, List<Flag> globals, List<Syntax> commands) {

    CommandSet {
        requireNonNull(lamina, "lamina");
        globals = List.copyOf(globals);
        commands = List.copyOf(commands);
    }

    /// Returns what a command may be called, its path first.
    static List<String> names(Syntax command) {
        var names = new ArrayList<String>();
        names.add(command.path());
        names.addAll(command.aliases());
        return names;
    }

    /// Returns all that a command takes, and nothing else: of its own, then of every command.
    List<Flag> flags(Syntax command) {
        return command.withFlags(globals).flags();
    }

    /// Returns the flags of every command, without the shorthands that this one has for flags of its own.
    List<Flag> globalsOf(Syntax command) {
        List<Flag> all = flags(command);
        return all.subList(command.flags().size(), all.size());
    }

    /// Returns the first words of commands of two, sorted.
    List<String> groups() {
        var groups = new TreeSet<String>();
        for (Syntax command : commands) {
            for (String name : names(command)) {
                int space = name.indexOf(' ');
                if (space > 0) {
                    groups.add(name.substring(0, space));
                }
            }
        }
        return List.copyOf(groups);
    }

    /// Returns the words that may follow, with what each means, sorted.
    ///
    /// @param group the word before, or nothing for the first one
    Map<String, String> words(String group) {
        var words = new TreeMap<String, String>();
        String before = group.isEmpty() ? "" : group + " ";
        for (Syntax command : commands) {
            for (String name : names(command)) {
                String rest = name.startsWith(before) ? name.substring(before.length()) : "";
                if (!rest.isEmpty() && !rest.contains(" ")) {
                    words.put(rest, command.summary());
                }
            }
        }
        if (group.isEmpty()) {
            groups().forEach(word -> words.put(word, "Commands that begin with " + word));
            words.put("help", "Show the help of a command");
        }
        return words;
    }
}

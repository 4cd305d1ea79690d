package dev.lamina.cli;

import dev.lamina.cli.option.Suggestion;
import dev.lamina.cli.option.Syntax;

import java.util.ArrayList;
import java.util.List;

/// The answer to a command that does not exist.
final class UnknownCommand {

    private UnknownCommand() {}

    /// Returns the message, with what comes nearest.
    ///
    /// @param path the words: `imagse`, `image lls`
    static String message(String path) {
        if (DockerCommands.has(path)) {
            String instead = DockerCommands.instead(path);
            return "Docker's command '"
                    + path
                    + "' is not supported"
                    + (instead.isEmpty() ? "" : ": " + instead);
        }
        int space = path.indexOf(' ');
        String before = path.substring(0, space + 1);
        return "unknown command: lamina "
                + path
                + Suggestion.ending("lamina " + before, path.substring(space + 1), below(before));
    }

    /// Returns all words that may follow; of all commands also their aliases.
    ///
    /// @param before `image `, or empty
    private static List<String> below(String before) {
        var words = new ArrayList<String>();
        for (String path : CommandTable.PATHS) {
            add(words, before, path);
            var command = CommandTable.create(path);
            Syntax syntax = command == null ? null : command.syntax();
            if (syntax != null) {
                syntax.aliases().forEach(alias -> add(words, before, alias));
            }
        }
        return words;
    }

    private static void add(List<String> words, String before, String path) {
        if (path.startsWith(before)) {
            String word = path.substring(before.length());
            words.add(word.contains(" ") ? word.substring(0, word.indexOf(' ')) : word);
        }
    }
}

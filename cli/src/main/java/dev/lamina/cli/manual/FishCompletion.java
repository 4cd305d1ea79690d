package dev.lamina.cli.manual;

import dev.lamina.cli.option.Flag;
import dev.lamina.cli.option.Syntax;

import java.util.List;
import java.util.stream.Collectors;

/// Completion for fish: a line for each word and flag, with when it counts (complete(1) of fish).
final class FishCompletion {

    private static final String HEAD =
            """
            # fish completion for lamina, as 'lamina debug docs' writes it

            # Prints the words before the cursor that name the command, and what follows: no flags.
            function __lamina_words
                set -l words (commandline -opc)
                set -e words[1]
                set -l value no
                for word in $words
                    if test $value = yes
                        set value no
                    else if contains -- $word VALUED
                        set value yes
                    else if not string match -q -- '-*' $word; and test $word != help
                        echo $word
                    end
                end
            end

            # Tells whether these words, and no more, stand there.
            function __lamina_at
                set -l words (__lamina_words)
                test "$words" = "$argv"
            end

            # Tells whether one of these names begins them.
            function __lamina_is
                set -l words (__lamina_words)
                for name in $argv
                    set -l count (count (string split ' ' -- $name))
                    if test (count $words) -ge $count; and test "$words[1..$count]" = $name
                        return 0
                    end
                end
                return 1
            end

            complete -c lamina -f
            """;

    private final CommandSet commands;

    FishCompletion(CommandSet commands) {
        this.commands = commands;
    }

    String script() {
        List<Flag> valued =
                commands.globals().stream()
                        .filter(flag -> flag.kind() != Flag.Kind.SWITCH)
                        .toList();
        var script =
                new StringBuilder(HEAD.replace("VALUED", String.join(" ", Quoting.forms(valued))));
        appendWords(script, "", commands.lamina().flags());
        commands.groups().forEach(group -> appendWords(script, group, commands.globals()));
        commands.commands().forEach(command -> append(script, command));
        return script.toString();
    }

    private void appendWords(StringBuilder script, String group, List<Flag> flags) {
        String condition = Quoting.fish(("__lamina_at " + group).strip());
        commands.words(group)
                .forEach(
                        (word, summary) ->
                                script.append(line(condition))
                                        .append(" -a ")
                                        .append(word)
                                        .append(" -d ")
                                        .append(Quoting.fish(summary))
                                        .append('\n'));
        flags.forEach(flag -> append(script, condition, flag));
    }

    private void append(StringBuilder script, Syntax command) {
        String names =
                CommandSet.names(command).stream()
                        .map(name -> '"' + name + '"')
                        .collect(Collectors.joining(" "));
        String condition = Quoting.fish("__lamina_is " + names);
        String operands = operands(OperandKind.of(command));
        if (!operands.isEmpty()) {
            script.append(line(condition)).append(operands).append('\n');
        }
        commands.flags(command).forEach(flag -> append(script, condition, flag));
    }

    private static void append(StringBuilder script, String condition, Flag flag) {
        script.append(line(condition)).append(" -l ").append(flag.name());
        if (flag.shorthand() != Flag.NO_SHORTHAND) {
            script.append(" -s ").append(flag.shorthand());
        }
        if (flag.kind() != Flag.Kind.SWITCH) {
            script.append(OperandKind.of(flag) == OperandKind.FILES ? " -r -F" : " -x");
        }
        script.append(" -d ").append(Quoting.fish(flag.meaning())).append('\n');
    }

    private static String line(String condition) {
        return "complete -c lamina -n " + condition;
    }

    private static String operands(OperandKind kind) {
        return switch (kind) {
            case IMAGES -> " -a '(lamina debug names images 2>/dev/null)'";
            case CONTAINERS -> " -a '(lamina debug names containers 2>/dev/null)'";
            case BOTH ->
                    " -a '(lamina debug names containers 2>/dev/null;"
                            + " lamina debug names images 2>/dev/null)'";
            case FILES -> " -F";
            case NOTHING -> "";
        };
    }
}

package dev.lamina.cli.manual;

import dev.lamina.cli.option.Flag;
import dev.lamina.cli.option.Syntax;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Completion for zsh: a function for each command, and one that finds the command (zshcompsys(1)).
final class ZshCompletion {

    private static final String HEAD =
            """
            #compdef lamina
            # zsh completion for lamina, as 'lamina debug docs' writes it

            _lamina_names() {
                local expl
                local -a names
                names=(${(f)"$(lamina debug names $1 2> /dev/null)"})
                _wanted $1 expl "${1%s}" compadd -a names
            }
            _lamina_images() { _lamina_names images }
            _lamina_containers() { _lamina_names containers }
            _lamina_both() { _alternative 'c:container:_lamina_containers' 'i:image:_lamina_images' }
            """;

    private final CommandSet commands;

    ZshCompletion(CommandSet commands) {
        this.commands = commands;
    }

    String script() {
        var script = new StringBuilder(HEAD);
        commands.commands().forEach(command -> append(script, command));
        commands.groups().forEach(group -> appendGroup(script, group, commands.globals()));
        appendGroup(script, "", commands.lamina().flags());
        script.append("\n_lamina \"$@\"\n");
        return script.toString();
    }

    private void append(StringBuilder script, Syntax command) {
        script.append('\n').append(function(command.path())).append("() {\n");
        script.append("    _arguments -s");
        script.append(command.accepted().endFlags() ? " -A '-*'" : "");
        appendSpecifications(script, commands.flags(command));
        String action = action(OperandKind.of(command));
        if (command.accepted().endFlags()) {
            appendSpecification(script, "1:" + action);
            appendSpecification(script, "*:: :_files");
        } else if (!action.isEmpty()) {
            appendSpecification(script, "*:" + action);
        }
        script.append("\n}\n");
    }

    /// Appends the function of a word that begins commands, or of `lamina` itself.
    private void appendGroup(StringBuilder script, String group, List<Flag> flags) {
        String function = group.isEmpty() ? "_lamina" : function(group);
        script.append('\n').append(function).append("_words() {\n    local -a words_of=(\n");
        commands.words(group)
                .forEach(
                        (word, summary) ->
                                script.append("        ")
                                        .append(Quoting.posix(word + ":" + summary))
                                        .append('\n'));
        script.append("    )\n    _describe -t commands command words_of\n}\n");
        script.append('\n')
                .append(function)
                .append("() {\n    local curcontext=$curcontext state line\n");
        script.append("    local -A opt_args\n    _arguments -C -s -A '-*'");
        appendSpecifications(script, flags);
        appendSpecification(script, "1:command:" + function + "_words");
        appendSpecification(script, "*::argument:->rest");
        script.append("\n    [[ $state == rest ]] || return\n    case $words[1] in\n");
        calls(group)
                .forEach(
                        (called, names) ->
                                script.append("        ")
                                        .append(names)
                                        .append(") ")
                                        .append(called)
                                        .append(" ;;\n"));
        script.append(group.isEmpty() ? "        help) _lamina ;;\n" : "");
        script.append("    esac\n}\n");
    }

    /// Returns which function completes what follows which words.
    private Map<String, String> calls(String group) {
        Map<String, List<String>> calls = new LinkedHashMap<>();
        String before = group.isEmpty() ? "" : group + " ";
        for (Syntax command : commands.commands()) {
            for (String name : CommandSet.names(command)) {
                String word = name.startsWith(before) ? name.substring(before.length()) : " ";
                if (!word.contains(" ")) {
                    calls.computeIfAbsent(function(command.path()), _ -> new ArrayList<>())
                            .add(word);
                }
            }
        }
        if (group.isEmpty()) {
            commands.groups().forEach(word -> calls.put(function(word), List.of(word)));
        }
        return calls.entrySet().stream()
                .collect(
                        Collectors.toMap(
                                Map.Entry::getKey,
                                entry -> String.join(" | ", entry.getValue()),
                                (one, _) -> one,
                                LinkedHashMap::new));
    }

    private static String function(String path) {
        return "_lamina_" + path.replace(' ', '_').replace('-', '_');
    }

    private static String action(OperandKind kind) {
        return switch (kind) {
            case IMAGES -> "image:_lamina_images";
            case CONTAINERS -> "container:_lamina_containers";
            case BOTH -> "container or image:_lamina_both";
            case FILES -> "file:_files";
            case NOTHING -> "";
        };
    }

    private static void appendSpecifications(StringBuilder script, List<Flag> flags) {
        for (Flag flag : flags) {
            List<String> forms = Quoting.forms(List.of(flag));
            String once = flag.kind() == Flag.Kind.LIST ? "*" : "(" + String.join(" ", forms) + ")";
            for (String form : forms) {
                appendSpecification(script, once + specification(form, flag));
            }
        }
    }

    /// A value is the next word, or follows at once: `--name=x`, `-nx`.
    private static String specification(String form, Flag flag) {
        String meaning = "[" + Quoting.specification(flag.meaning()) + "]";
        if (flag.kind() == Flag.Kind.SWITCH) {
            return form + meaning;
        }
        String value = flag.placeholder().isEmpty() ? "value" : flag.placeholder();
        String action = OperandKind.of(flag) == OperandKind.FILES ? "_files" : " ";
        return form
                + (form.startsWith("--") ? "=" : "+")
                + meaning
                + ":"
                + Quoting.specification(value)
                + ":"
                + action;
    }

    private static void appendSpecification(StringBuilder script, String specification) {
        script.append(" \\\n        ").append(Quoting.posix(specification));
    }
}

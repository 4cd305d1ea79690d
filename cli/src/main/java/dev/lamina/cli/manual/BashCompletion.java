package dev.lamina.cli.manual;

import dev.lamina.cli.option.Flag;
import dev.lamina.cli.option.Syntax;

import java.util.List;
import java.util.stream.Collectors;

/// Completion for bash: a script that defines one function and needs no other (bash(1), "Programmable
/// Completion").
final class BashCompletion {

    /// Bash breaks words at characters that references are made of, so the line is read instead. Nothing that
    /// a store says is expanded, as `compgen -W` would do.
    private static final String FUNCTION =
            """

            # Offers those of the words of standard input that begin with $1.
            _lamina_offer() {
                local each
                while IFS= read -r each; do
                    [[ -z $each || $each != "$1"* ]] || COMPREPLY+=("$2$each")
                done
            }

            # Offers files that begin with $1.
            _lamina_offer_files() {
                compopt -o filenames
                _lamina_offer "$1" "$2" < <(compgen -f -- "$1")
            }

            _lamina() {
                local line=${COMP_LINE:0:COMP_POINT}
                local words flags valued filed operands early group
                read -r -a words <<< "$line"
                [[ $line != *[[:space:]] ]] || words+=('')
                local last=$((${#words[@]} - 1))
                local word=${words[last]} command= awaited= operand= root=() i each
                COMPREPLY=()
                _lamina_takes ''
                for ((i = 1; i < last; i++)); do
                    each=${words[i]}
                    if [[ -n $awaited ]]; then
                        [[ $awaited != --root ]] || root=(--root "$each")
                        awaited=
                    elif [[ -n $operand && -n $early ]]; then
                        break
                    elif [[ $each == --root=* ]]; then
                        root=("$each")
                    elif [[ $each == -* ]]; then
                        [[ " $valued " != *" $each "* ]] || awaited=$each
                    elif [[ -n $command && -z $group ]]; then
                        operand=$each
                    elif [[ $each != help || -n $command ]]; then
                        command=${command:+$command }$each
                        _lamina_takes "$command" || return 0
                    fi
                done

                local value=$word lead=
                if [[ -z $awaited && $word == --*=* ]]; then
                    awaited=${word%%=*} lead=$awaited= value=${word#*=}
                fi
                if [[ -n $awaited ]]; then
                    [[ " $filed " != *" $awaited "* ]] || _lamina_offer_files "$value" "$lead"
                elif [[ -n $operand && -n $early ]]; then
                    compopt -o default
                elif [[ $word == -* ]]; then
                    _lamina_offer "$word" '' < <(printf '%s\\n' $flags)
                elif [[ $operands == files ]]; then
                    _lamina_offer_files "$word" ''
                elif [[ $operands == names ]]; then
                    _lamina_offer "$word" '' < <(printf '%s\\n' $group)
                elif [[ -n $operands ]]; then
                    _lamina_offer "$word" '' < <(
                        for each in $operands; do
                            lamina "${root[@]}" debug names "$each" 2> /dev/null
                        done)
                fi

                # Readline replaces only what follows the last of these.
                local mark rest=$word
                for mark in : = @; do
                    [[ $COMP_WORDBREAKS != *"$mark"* ]] || rest=${rest##*"$mark"}
                done
                COMPREPLY=("${COMPREPLY[@]#"${word%"$rest"}"}")
            }

            complete -F _lamina lamina
            """;

    private final CommandSet commands;

    BashCompletion(CommandSet commands) {
        this.commands = commands;
    }

    String script() {
        var script =
                new StringBuilder(
                        """
                        # bash completion for lamina, as 'lamina debug docs' writes it

                        # Sets what a command takes: its flags, those of them with a value, those whose value
                        # is a file, what its operands are, whether flags end at the first one. Of a word that
                        # only begins commands: those that may follow.
                        _lamina_takes() {
                            flags= valued= filed= operands= early= group=
                            case $1 in
                        """);
        appendWords(script, "");
        commands.groups().forEach(group -> appendWords(script, group));
        commands.commands().forEach(command -> append(script, command));
        return script.append("        *) return 1 ;;\n    esac\n}\n").append(FUNCTION).toString();
    }

    private void appendWords(StringBuilder script, String group) {
        script.append("        ").append(Quoting.posix(group)).append(")\n");
        List<Flag> flags = group.isEmpty() ? commands.lamina().flags() : commands.globals();
        appendFlags(script, flags);
        assign(script, "operands", "names");
        assign(script, "group", String.join(" ", commands.words(group).keySet()));
        script.append("            ;;\n");
    }

    private void append(StringBuilder script, Syntax command) {
        String names =
                CommandSet.names(command).stream()
                        .map(Quoting::posix)
                        .collect(Collectors.joining(" | "));
        script.append("        ").append(names).append(")\n");
        appendFlags(script, commands.flags(command));
        assign(script, "operands", operands(OperandKind.of(command)));
        assign(script, "early", command.accepted().endFlags() ? "yes" : "");
        script.append("            ;;\n");
    }

    private static void appendFlags(StringBuilder script, List<Flag> flags) {
        List<Flag> valued = flags.stream().filter(flag -> flag.kind() != Flag.Kind.SWITCH).toList();
        List<Flag> filed =
                valued.stream().filter(flag -> OperandKind.of(flag) == OperandKind.FILES).toList();
        assign(script, "flags", String.join(" ", Quoting.forms(flags)));
        assign(script, "valued", String.join(" ", Quoting.forms(valued)));
        assign(script, "filed", String.join(" ", Quoting.forms(filed)));
    }

    /// Returns the operand for `debug names`, or `files`.
    private static String operands(OperandKind kind) {
        return switch (kind) {
            case IMAGES -> "images";
            case CONTAINERS -> "containers";
            case BOTH -> "containers images";
            case FILES -> "files";
            case NOTHING -> "";
        };
    }

    private static void assign(StringBuilder script, String variable, String value) {
        if (!value.isEmpty()) {
            script.append("            ").append(variable).append('=');
            script.append(Quoting.posix(value)).append('\n');
        }
    }
}

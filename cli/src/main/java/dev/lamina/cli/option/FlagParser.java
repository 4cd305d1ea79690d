package dev.lamina.cli.option;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Reads a command line by the rules of Docker's (the library pflag).
///
/// `--name=value`, `--name value`, `-n value`, `-nvalue`, `-n=value`; a switch takes a value only
/// after `=`; letters cluster (`-it`), the last may take a value (`-itv/a:/b`); flags and operands
/// may mix unless the syntax ends flags early; `--` ends flags; `-` alone is an operand.
public final class FlagParser {

    private final Syntax syntax;
    private final List<String> words;
    private final Map<String, List<String>> values = new HashMap<>();
    private final List<String> operands = new ArrayList<>();
    private int next;

    private FlagParser(Syntax syntax, List<String> words) {
        this.syntax = syntax;
        this.words = words;
    }

    /// Reads the words that follow the command, and checks the number of operands.
    public static Arguments parse(Syntax syntax, List<String> words) throws UsageException {
        Arguments arguments = new FlagParser(syntax, words).read();
        if (!arguments.values().containsKey("help")) {
            checkOperands(syntax, arguments.operands().size());
        }
        return arguments;
    }

    private Arguments read() throws UsageException {
        while (next < words.size()) {
            String word = words.get(next++);
            if (word.equals("--")) {
                break;
            } else if (word.startsWith("--")) {
                longFlag(word.substring(2));
            } else if (word.length() > 1 && word.charAt(0) == '-') {
                letters(word.substring(1));
            } else if (syntax.accepted().endFlags()) {
                next--;
                break;
            } else {
                operands.add(word);
            }
        }
        operands.addAll(words.subList(next, words.size()));
        return new Arguments(syntax, values, operands);
    }

    private void longFlag(String word) throws UsageException {
        int equals = word.indexOf('=');
        String name = equals < 0 ? word : word.substring(0, equals);
        Flag flag = syntax.flag(name);
        if (flag == null) {
            String docker = DockerFlags.complaint(syntax, name);
            throw new UsageException(syntax, docker != null ? docker : unknown(name));
        }
        if (equals >= 0) {
            put(flag, word.substring(equals + 1));
        } else if (flag.kind() == Flag.Kind.SWITCH) {
            put(flag, "true");
        } else {
            put(flag, following("--" + name));
        }
    }

    private String unknown(String name) {
        List<String> known = syntax.flags().stream().map(Flag::name).toList();
        return "unknown flag: --" + name + Suggestion.ending("--", name, known);
    }

    private void letters(String cluster) throws UsageException {
        for (int i = 0; i < cluster.length(); i++) {
            char letter = cluster.charAt(i);
            Flag flag = syntax.flag(letter);
            if (flag == null || letter == Flag.NO_SHORTHAND) {
                String docker = DockerFlags.complaint(syntax, letter);
                throw new UsageException(
                        syntax,
                        docker != null
                                ? docker
                                : "unknown shorthand flag: '" + letter + "' in -" + cluster);
            }
            String rest = cluster.substring(i + 1);
            if (rest.startsWith("=")) {
                put(flag, rest.substring(1));
                return;
            }
            if (flag.kind() != Flag.Kind.SWITCH) {
                put(flag, rest.isEmpty() ? following("'" + letter + "' in -" + cluster) : rest);
                return;
            }
            put(flag, "true");
        }
    }

    private String following(String flag) throws UsageException {
        if (next == words.size()) {
            throw new UsageException(syntax, "flag needs an argument: " + flag);
        }
        return words.get(next++);
    }

    private void put(Flag flag, String value) throws UsageException {
        String text = value;
        if (flag.kind() == Flag.Kind.SWITCH) {
            Boolean on = truth(value);
            if (on == null) {
                throw new UsageException(
                        syntax,
                        "invalid argument \""
                                + value
                                + "\" for \"--"
                                + flag.name()
                                + "\" flag: expected true or false");
            }
            text = on.toString();
        }
        if (flag.kind() == Flag.Kind.LIST) {
            values.computeIfAbsent(flag.name(), name -> new ArrayList<>()).add(text);
        } else {
            values.put(flag.name(), List.of(text));
        }
    }

    /// The spellings that Go's strconv.ParseBool takes.
    private static @Nullable Boolean truth(String text) {
        return switch (text) {
            case "1", "t", "T", "true", "TRUE", "True" -> true;
            case "0", "f", "F", "false", "FALSE", "False" -> false;
            default -> null;
        };
    }

    private static void checkOperands(Syntax syntax, int count) throws UsageException {
        int least = syntax.accepted().least();
        int most = syntax.accepted().most();
        if (count >= least && count <= most) {
            return;
        }
        String fault;
        if (most == 0) {
            fault = "accepts no arguments";
        } else if (least == most) {
            fault = "requires " + plural(least);
        } else if (count < least) {
            fault = "requires at least " + plural(least);
        } else {
            fault = "requires at most " + plural(most);
        }
        throw new UsageException(syntax, "'lamina " + syntax.path() + "' " + fault);
    }

    private static String plural(int count) {
        return count == 1 ? "1 argument" : count + " arguments";
    }
}

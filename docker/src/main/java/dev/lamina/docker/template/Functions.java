package dev.lamina.docker.template;

import dev.lamina.docker.format.Printable;
import dev.lamina.image.json.Json;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// The functions of templates: Go's own, and those of Docker (`json`, `join`, `split`, `lower`,
/// `upper`, `title`, `pad`, `truncate`).
final class Functions {

    static final Set<String> NAMES =
            Set.of(
                    "and",
                    "or",
                    "not",
                    "len",
                    "index",
                    "slice",
                    "print",
                    "printf",
                    "println",
                    "eq",
                    "ne",
                    "lt",
                    "le",
                    "gt",
                    "ge",
                    "json",
                    "join",
                    "split",
                    "lower",
                    "upper",
                    "title",
                    "pad",
                    "truncate");

    private Functions() {}

    /// A function does not take its arguments.
    static final class Fault extends Exception {

        private static final long serialVersionUID = 1L;

        private final boolean wrongCall;

        private Fault(boolean wrongCall, String message) {
            super(message);
            this.wrongCall = wrongCall;
        }

        Fault(String message) {
            this(false, message);
        }

        /// Tells whether the number or the types of arguments are wrong.
        boolean wrongCall() {
            return wrongCall;
        }
    }

    /// Tells whether a function is one of Docker's, which leave the titles of columns alone.
    static boolean changesText(String name) {
        return switch (name) {
            case "json", "join", "split", "lower", "upper", "title", "pad", "truncate" -> true;
            default -> false;
        };
    }

    static @Nullable Object call(String name, List<@Nullable Object> arguments) throws Fault {
        return switch (name) {
            case "not" -> !Values.isTrue(one(name, arguments));
            case "len" -> length(one(name, arguments));
            case "index" -> Elements.at(least(name, arguments, 1));
            case "slice" -> Elements.slice(least(name, arguments, 1));
            case "print" -> print(arguments);
            case "println" -> println(arguments);
            case "printf" -> printf(least(name, arguments, 1));
            case "eq" -> Comparisons.equal(least(name, arguments, 1));
            case "ne" -> !Comparisons.equal(exactly(name, arguments, 2));
            case "lt" -> Comparisons.compare(exactly(name, arguments, 2)) < 0;
            case "le" -> Comparisons.compare(exactly(name, arguments, 2)) <= 0;
            case "gt" -> Comparisons.compare(exactly(name, arguments, 2)) > 0;
            case "ge" -> Comparisons.compare(exactly(name, arguments, 2)) >= 0;
            case "json" -> json(one(name, arguments));
            case "join" -> join(exactly(name, arguments, 2));
            case "split" -> split(exactly(name, arguments, 2));
            case "lower" -> text(one(name, arguments)).toLowerCase(Locale.ROOT);
            case "upper" -> text(one(name, arguments)).toUpperCase(Locale.ROOT);
            case "title" -> title(text(one(name, arguments)));
            case "pad" -> pad(exactly(name, arguments, 3));
            default -> truncate(exactly(name, arguments, 2));
        };
    }

    /// Rows are written with the escapes of Go's json.Marshal, as Docker's are; other values
    /// without those for HTML.
    private static String json(@Nullable Object value) {
        Object plain = Struct.plain(Expression.isAbsent(value) ? null : value);
        return Printable.json(
                value instanceof Struct || !(value instanceof Fields)
                        ? Json.line(plain)
                        : Json.write(plain).utf8());
    }

    private static Long length(@Nullable Object value) throws Fault {
        long length = Values.length(value);
        if (length < 0) {
            throw new Fault("len of type " + Values.typeName(value));
        }
        return length;
    }

    private static String print(List<@Nullable Object> arguments) {
        var out = new StringBuilder();
        boolean first = true;
        boolean lastWasText = true;
        for (Object argument : arguments) {
            boolean text = argument instanceof String;
            if (!first && !text && !lastWasText) {
                out.append(' ');
            }
            out.append(GoText.of(argument));
            first = false;
            lastWasText = text;
        }
        return out.toString();
    }

    private static String println(List<@Nullable Object> arguments) {
        var out = new StringBuilder();
        for (Object argument : arguments) {
            out.append(out.isEmpty() ? "" : " ").append(GoText.of(argument));
        }
        return out.append('\n').toString();
    }

    private static String printf(List<@Nullable Object> arguments) throws Fault {
        return new GoPrintf(text(arguments.getFirst()), arguments.subList(1, arguments.size()))
                .format();
    }

    private static String join(List<@Nullable Object> arguments) throws Fault {
        Object first = arguments.get(0);
        if (first != null && !(first instanceof List<?>)) {
            throw new Fault(
                    true, "wrong type for value; expected []string; got " + Values.typeName(first));
        }
        var words = new ArrayList<String>();
        if (first instanceof List<?> list) {
            list.forEach(element -> words.add(GoText.of(element)));
        }
        return String.join(text(arguments.get(1)), words);
    }

    private static List<String> split(List<@Nullable Object> arguments) throws Fault {
        String text = text(arguments.get(0));
        String separator = text(arguments.get(1));
        var parts = new ArrayList<String>();
        if (separator.isEmpty()) {
            text.codePoints().forEach(point -> parts.add(Character.toString(point)));
            return parts;
        }
        int from = 0;
        for (int at = text.indexOf(separator); at >= 0; at = text.indexOf(separator, from)) {
            parts.add(text.substring(from, at));
            from = at + separator.length();
        }
        parts.add(text.substring(from));
        return parts;
    }

    private static String title(String text) {
        var out = new StringBuilder(text);
        boolean inWord = false;
        for (int i = 0; i < out.length(); i++) {
            char c = out.charAt(i);
            if (!inWord) {
                out.setCharAt(i, Character.toTitleCase(c));
            }
            inWord = Character.isLetterOrDigit(c) || c == '_' || c == '\'';
        }
        return out.toString();
    }

    private static String pad(List<@Nullable Object> arguments) throws Fault {
        String text = text(arguments.get(0));
        int before = count(arguments.get(1));
        int after = count(arguments.get(2));
        return text.isEmpty() ? text : " ".repeat(before) + text + " ".repeat(after);
    }

    private static String truncate(List<@Nullable Object> arguments) throws Fault {
        byte[] text = text(arguments.get(0)).getBytes(StandardCharsets.UTF_8);
        int length = Math.min(text.length, count(arguments.get(1)));
        return new String(text, 0, length, StandardCharsets.UTF_8);
    }

    private static int count(@Nullable Object value) throws Fault {
        if (value instanceof Long number && number >= 0 && number <= 10_000) {
            return number.intValue();
        }
        throw new Fault(true, "expected integer; found " + GoText.of(value));
    }

    private static String text(@Nullable Object value) throws Fault {
        if (value instanceof String text) {
            return text;
        }
        if (Expression.isAbsent(value)) {
            return "";
        }
        throw new Fault(
                true, "wrong type for value; expected string; got " + Values.typeName(value));
    }

    private static @Nullable Object one(String name, List<@Nullable Object> arguments)
            throws Fault {
        return exactly(name, arguments, 1).getFirst();
    }

    private static List<@Nullable Object> exactly(
            String name, List<@Nullable Object> arguments, int count) throws Fault {
        if (arguments.size() != count) {
            throw new Fault(
                    true,
                    "wrong number of args for "
                            + name
                            + ": want "
                            + count
                            + " got "
                            + arguments.size());
        }
        return arguments;
    }

    private static List<@Nullable Object> least(
            String name, List<@Nullable Object> arguments, int count) throws Fault {
        if (arguments.size() < count) {
            throw new Fault(
                    true,
                    "wrong number of args for "
                            + name
                            + ": want at least "
                            + count
                            + " got "
                            + arguments.size());
        }
        return arguments;
    }
}

package dev.lamina.docker.template;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;

/// Parts of collections: the functions `index` and `slice`.
final class Elements {

    private Elements() {}

    /// The element that the indexes after the collection lead to.
    static @Nullable Object at(List<@Nullable Object> arguments) throws Functions.Fault {
        Object value = arguments.getFirst();
        for (Object position : arguments.subList(1, arguments.size())) {
            value = at(value, position);
        }
        return value;
    }

    private static @Nullable Object at(@Nullable Object value, @Nullable Object position)
            throws Functions.Fault {
        return switch (value) {
            case List<?> list -> list.get(position(position, list.size() - 1));
            case Map<?, ?> map -> {
                if (!(position instanceof String)) {
                    throw new Functions.Fault(
                            "value has type " + Values.typeName(position) + "; should be string");
                }
                // A map of texts gives the empty one for a name that it does not have.
                yield map.containsKey(position) ? map.get(position) : "";
            }
            case Fields fields -> {
                if (position instanceof String name && fields.hasField(name)) {
                    yield fields.field(name);
                }
                throw new Functions.Fault("no field " + GoText.of(position));
            }
            case String text -> (long) text.charAt(position(position, text.length() - 1));
            case null -> throw new Functions.Fault("index of untyped nil");
            default ->
                    throw new Functions.Fault("can't index item of type " + Values.typeName(value));
        };
    }

    /// The part from the second argument to before the third.
    static Object slice(List<@Nullable Object> arguments) throws Functions.Fault {
        Object value = arguments.getFirst();
        int length =
                switch (value) {
                    case List<?> list -> list.size();
                    case String text -> text.length();
                    case null -> throw new Functions.Fault("slice of untyped nil");
                    default ->
                            throw new Functions.Fault(
                                    "can't slice item of type " + Values.typeName(value));
                };
        if (arguments.size() > 3) {
            throw new Functions.Fault("too many slice indexes: " + (arguments.size() - 1));
        }
        int from = arguments.size() > 1 ? position(arguments.get(1), length) : 0;
        int to = arguments.size() > 2 ? position(arguments.get(2), length) : length;
        if (from > to) {
            throw new Functions.Fault("invalid slice index: " + from + " > " + to);
        }
        return value instanceof List<?> list
                ? list.subList(from, to)
                : ((String) value).substring(from, to);
    }

    private static int position(@Nullable Object value, int last) throws Functions.Fault {
        if (!(value instanceof Long number)) {
            throw new Functions.Fault(
                    "cannot index slice/array with type " + Values.typeName(value));
        }
        if (number < 0 || number > last) {
            throw new Functions.Fault("index out of range: " + number);
        }
        return number.intValue();
    }
}

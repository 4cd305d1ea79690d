package dev.lamina.docker.template;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// The functions `eq`, `ne`, `lt`, `le`, `gt` and `ge`: only values of one kind compare.
final class Comparisons {

    private Comparisons() {}

    /// Tells whether the first argument equals one of the others.
    static boolean equal(List<@Nullable Object> arguments) throws Functions.Fault {
        if (arguments.size() < 2) {
            throw new Functions.Fault("missing argument for comparison");
        }
        Object first = arguments.getFirst();
        for (Object other : arguments.subList(1, arguments.size())) {
            if (equal(first, other)) {
                return true;
            }
        }
        return false;
    }

    private static boolean equal(@Nullable Object first, @Nullable Object other)
            throws Functions.Fault {
        Object left = present(first);
        Object right = present(other);
        if (left == null || right == null) {
            return left == right;
        }
        if (left.getClass() != right.getClass()) {
            throw new Functions.Fault("incompatible types for comparison");
        }
        if (!isBasic(left)) {
            throw new Functions.Fault("non-comparable type " + GoText.of(left));
        }
        return left.equals(right);
    }

    static int compare(List<@Nullable Object> arguments) throws Functions.Fault {
        Object left = present(arguments.get(0));
        Object right = present(arguments.get(1));
        return switch (left) {
            case Long a when right instanceof Long b -> Long.compare(a, b);
            case Double a when right instanceof Double b -> Double.compare(a, b);
            case String a when right instanceof String b -> a.compareTo(b);
            case null, default -> throw incomparable(left, right);
        };
    }

    private static Functions.Fault incomparable(@Nullable Object left, @Nullable Object right) {
        boolean sameKind = left != null && right != null && left.getClass() == right.getClass();
        return new Functions.Fault(
                sameKind || !isBasic(left) || !isBasic(right)
                        ? "invalid type for comparison"
                        : "incompatible types for comparison");
    }

    private static @Nullable Object present(@Nullable Object value) {
        return Expression.isAbsent(value) ? null : value;
    }

    private static boolean isBasic(@Nullable Object value) {
        return value instanceof Long
                || value instanceof Double
                || value instanceof String
                || value instanceof Boolean;
    }
}

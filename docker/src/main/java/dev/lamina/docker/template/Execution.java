package dev.lamina.docker.template;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/// One run of a template over one value (Go's text/template, "Variables", "Pipelines").
final class Execution {

    private final String source;
    private final boolean header;
    private final UnaryOperator<String> filter;
    private final StringBuilder out = new StringBuilder();
    private final List<Binding> variables = new ArrayList<>();

    Execution(String source, @Nullable Object value, boolean header, UnaryOperator<String> filter) {
        this.source = source;
        this.header = header;
        this.filter = filter;
        variables.add(new Binding("$", value));
    }

    /// A variable and its value, which an assignment replaces.
    private static final class Binding {

        private final String name;
        private @Nullable Object value;

        Binding(String name, @Nullable Object value) {
            this.name = name;
            this.value = value;
        }
    }

    /// The ways in which a list of nodes ends.
    private enum Flow {
        NEXT,
        BREAK,
        CONTINUE
    }

    String run(List<Expression.Node> nodes) {
        walk(nodes, variables.getFirst().value);
        return out.toString();
    }

    private Flow walk(List<Expression.Node> nodes, @Nullable Object dot) {
        int scope = variables.size();
        Flow flow = Flow.NEXT;
        for (Expression.Node node : nodes) {
            flow = walk(node, dot);
            if (flow != Flow.NEXT) {
                break;
            }
        }
        leave(scope);
        return flow;
    }

    private Flow walk(Expression.Node node, @Nullable Object dot) {
        return switch (node) {
            case Expression.Text text -> {
                out.append(text.text());
                yield Flow.NEXT;
            }
            case Expression.Action action -> {
                Object value = value(action.pipeline(), dot);
                if (action.pipeline().variables().isEmpty()) {
                    print(value);
                }
                yield Flow.NEXT;
            }
            case Expression.Branch branch -> branch(branch, dot);
            case Expression.Range range -> range(range, dot);
            case Expression.Jump jump -> jump.ends() ? Flow.BREAK : Flow.CONTINUE;
        };
    }

    private void print(@Nullable Object value) {
        out.append(filter.apply(GoText.of(value)));
        if (out.length() > Template.MAX_OUTPUT) {
            throw new TemplateException("template: output exceeds " + Template.MAX_OUTPUT);
        }
    }

    private Flow branch(Expression.Branch branch, @Nullable Object dot) {
        int scope = variables.size();
        Object value = value(branch.pipeline(), dot);
        Flow flow =
                Values.isTrue(value)
                        ? walk(branch.body(), branch.with() ? value : dot)
                        : walk(branch.otherwise(), dot);
        leave(scope);
        return flow;
    }

    private Flow range(Expression.Range range, @Nullable Object dot) {
        int scope = variables.size();
        Object value = value(range.pipeline(), dot);
        leave(scope);
        boolean any =
                switch (value) {
                    case List<?> list -> elements(range, list);
                    case Map<?, ?> map -> members(range, map);
                    case Long count -> count(range, count);
                    case null -> false;
                    default -> {
                        if (Expression.isAbsent(value)) {
                            yield false;
                        }
                        throw fault(
                                range.pipeline().position(),
                                range.pipeline(),
                                "range can't iterate over " + GoText.of(value));
                    }
                };
        return any ? Flow.NEXT : walk(range.otherwise(), dot);
    }

    private boolean elements(Expression.Range range, List<?> list) {
        long i = 0;
        for (Object element : list) {
            if (iterate(range, i++, element) == Flow.BREAK) {
                break;
            }
        }
        return !list.isEmpty();
    }

    /// Maps are walked in the order of their keys.
    private boolean members(Expression.Range range, Map<?, ?> map) {
        for (Map.Entry<?, ?> member : new TreeMap<>(map).entrySet()) {
            if (iterate(range, member.getKey(), member.getValue()) == Flow.BREAK) {
                break;
            }
        }
        return !map.isEmpty();
    }

    private boolean count(Expression.Range range, long count) {
        for (long i = 0; i < count; i++) {
            if (iterate(range, i, i) == Flow.BREAK) {
                break;
            }
        }
        return count > 0;
    }

    private Flow iterate(Expression.Range range, Object key, @Nullable Object element) {
        int scope = variables.size();
        List<String> names = range.pipeline().variables();
        if (names.size() == 2) {
            bind(names.get(0), key, range.pipeline().assigns());
            bind(names.get(1), element, range.pipeline().assigns());
        } else if (names.size() == 1) {
            bind(names.get(0), element, range.pipeline().assigns());
        }
        Flow flow = walk(range.body(), element);
        leave(scope);
        return flow;
    }

    private @Nullable Object value(Expression.Pipeline pipeline, @Nullable Object dot) {
        Object value = null;
        boolean first = true;
        for (Expression.Command command : pipeline.commands()) {
            value = command(command, dot, value, !first);
            first = false;
        }
        for (String name : pipeline.variables()) {
            bind(name, value, pipeline.assigns());
        }
        return value;
    }

    private @Nullable Object command(
            Expression.Command command,
            @Nullable Object dot,
            @Nullable Object last,
            boolean hasLast) {
        Expression head = command.operands().getFirst();
        if (head instanceof Expression.Function function) {
            return call(function, command, dot, last, hasLast);
        }
        if (command.operands().size() > 1 || hasLast) {
            return method(command, dot, last, hasLast);
        }
        if (head instanceof Expression.Nil) {
            throw fault(head.position(), head, "nil is not a command");
        }
        return operand(head, dot);
    }

    /// Calls a method of a value, which takes one text.
    private String method(
            Expression.Command command,
            @Nullable Object dot,
            @Nullable Object last,
            boolean hasLast) {
        Expression head = command.operands().getFirst();
        if (!(head instanceof Expression.Field field)) {
            throw fault(head.position(), head, notCallable(head));
        }
        String name = field.names().getLast();
        Object owner = fields(dot, field.names().subList(0, field.names().size() - 1), field);
        if (!(owner instanceof Fields value) || !value.hasMethod(name)) {
            throw fault(head.position(), head, notCallable(head));
        }
        var arguments = new ArrayList<@Nullable Object>();
        for (Expression operand : command.operands().subList(1, command.operands().size())) {
            arguments.add(operand(operand, dot));
        }
        if (hasLast) {
            arguments.add(last);
        }
        if (arguments.size() != 1) {
            String got = Integer.toString(arguments.size());
            throw fault(
                    head.position(),
                    command,
                    "wrong number of args for " + name + ": want 1 got " + got);
        }
        if (!(arguments.getFirst() instanceof String text)) {
            throw fault(head.position(), command, "expected string; got " + arguments.getFirst());
        }
        return value.call(name, text);
    }

    private static String notCallable(Expression head) {
        return head instanceof Expression.Field field
                ? field.names().getLast() + " is not a method but has arguments"
                : "can't give argument to non-function " + head;
    }

    private @Nullable Object call(
            Expression.Function function,
            Expression.Command command,
            @Nullable Object dot,
            @Nullable Object last,
            boolean hasLast) {
        List<Expression> operands = command.operands().subList(1, command.operands().size());
        boolean and = function.name().equals("and");
        if (and || function.name().equals("or")) {
            return shortCircuit(and, operands, dot, last, hasLast, command);
        }
        var arguments = new ArrayList<@Nullable Object>(operands.size() + 1);
        for (Expression operand : operands) {
            arguments.add(operand(operand, dot));
        }
        if (hasLast) {
            arguments.add(last);
        }
        try {
            return header && Functions.changesText(function.name()) && !arguments.isEmpty()
                    ? arguments.getFirst()
                    : Functions.call(function.name(), arguments);
        } catch (Functions.Fault e) {
            String prefix = e.wrongCall() ? "" : "error calling " + function.name() + ": ";
            throw fault(function.position(), command, prefix + e.getMessage());
        }
    }

    /// `and` and `or` evaluate no more operands than they need.
    private @Nullable Object shortCircuit(
            boolean and,
            List<Expression> operands,
            @Nullable Object dot,
            @Nullable Object last,
            boolean hasLast,
            Expression.Command command) {
        if (operands.isEmpty() && !hasLast) {
            throw fault(
                    command.position(),
                    command,
                    "wrong number of args for " + (and ? "and" : "or") + ": want at least 1 got 0");
        }
        Object value = null;
        for (Expression operand : operands) {
            value = operand(operand, dot);
            if (Values.isTrue(value) != and) {
                return value;
            }
        }
        return hasLast ? last : value;
    }

    private @Nullable Object operand(Expression expression, @Nullable Object dot) {
        return switch (expression) {
            case Expression.Dot ignored -> dot;
            case Expression.Nil ignored -> null;
            case Expression.Literal literal -> literal.value();
            case Expression.Field field -> fields(dot, field.names(), field);
            case Expression.Variable variable ->
                    fields(binding(variable.name()).value, variable.names(), variable);
            case Expression.Chain chain -> {
                int scope = variables.size();
                Object value = value(chain.pipeline(), dot);
                leave(scope);
                yield fields(value, chain.names(), chain);
            }
            case Expression.Function function ->
                    call(function, new Expression.Command(List.of(function)), dot, null, false);
        };
    }

    private @Nullable Object fields(
            @Nullable Object start, List<String> names, Expression expression) {
        Object value = start;
        for (String name : names) {
            value = field(value, name, expression);
        }
        return value;
    }

    private @Nullable Object field(@Nullable Object value, String name, Expression expression) {
        return switch (value) {
            case Fields fields -> {
                if (!fields.hasField(name)) {
                    throw fault(
                            expression.position(),
                            expression,
                            "can't evaluate field "
                                    + name
                                    + " in type "
                                    + fields.typeName()
                                    + ", which has "
                                    + String.join(", ", fields.fieldNames()));
                }
                yield fields.field(name);
            }
            case Map<?, ?> map -> map.containsKey(name) ? map.get(name) : Expression.Absent.VALUE;
            case null ->
                    throw fault(
                            expression.position(),
                            expression,
                            "nil pointer evaluating interface {}." + name);
            default ->
                    throw fault(
                            expression.position(),
                            expression,
                            "can't evaluate field " + name + " in type " + Values.typeName(value));
        };
    }

    private void bind(String name, @Nullable Object value, boolean assigns) {
        if (assigns) {
            binding(name).value = value;
        } else {
            variables.add(new Binding(name, value));
        }
    }

    private Binding binding(String name) {
        for (Binding binding : variables.reversed()) {
            if (binding.name.equals(name)) {
                return binding;
            }
        }
        throw new TemplateException("template: undefined variable \"" + name + "\"");
    }

    private void leave(int scope) {
        while (variables.size() > scope) {
            variables.removeLast();
        }
    }

    private TemplateException fault(int position, Object context, String message) {
        return Template.executionFault(source, position, context, message);
    }
}

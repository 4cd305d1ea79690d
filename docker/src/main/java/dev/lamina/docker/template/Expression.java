package dev.lamina.docker.template;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.stream.Collectors;

/// A thing that can be evaluated. The text form is as written, for messages.
sealed interface Expression {

    /// Returns the place that a message names.
    int position();

    /// `.`
    record Dot(int position) implements Expression {
        @Override
        public String toString() {
            return ".";
        }
    }

    /// `nil`
    record Nil(int position) implements Expression {
        @Override
        public String toString() {
            return "nil";
        }
    }

    /// A text, a number or a truth value.
    record Literal(int position, Object value, String text) implements Expression {
        @Override
        public String toString() {
            return text;
        }
    }

    /// `.A.B` of the current value.
    record Field(int position, List<String> names) implements Expression {
        @Override
        public String toString() {
            return "." + String.join(".", names);
        }
    }

    /// `$x.A.B`
    record Variable(int position, String name, List<String> names) implements Expression {
        @Override
        public String toString() {
            return names.isEmpty() ? name : name + "." + String.join(".", names);
        }
    }

    /// `(pipeline).A.B`
    record Chain(int position, Pipeline pipeline, List<String> names) implements Expression {
        @Override
        public String toString() {
            String inner = "(" + pipeline + ")";
            return names.isEmpty() ? inner : inner + "." + String.join(".", names);
        }
    }

    /// A function's name.
    record Function(int position, String name) implements Expression {
        @Override
        public String toString() {
            return name;
        }
    }

    /// One or more operands, the first of which may be a function.
    record Command(List<Expression> operands) {
        int position() {
            return operands.getFirst().position();
        }

        @Override
        public String toString() {
            return operands.stream().map(Object::toString).collect(Collectors.joining(" "));
        }
    }

    /// Commands, each of which gives its value to the next; the last value may go to variables.
    ///
    /// @param variables what is declared or assigned
    /// @param assigns   whether the variable exists already
    record Pipeline(int position, List<String> variables, boolean assigns, List<Command> commands) {
        @Override
        public String toString() {
            String text =
                    commands.stream().map(Object::toString).collect(Collectors.joining(" | "));
            return variables.isEmpty()
                    ? text
                    : String.join(", ", variables) + (assigns ? " = " : " := ") + text;
        }
    }

    /// A part of a template.
    sealed interface Node {}

    record Text(String text) implements Node {}

    record Action(Pipeline pipeline) implements Node {}

    /// `if` and `with`.
    record Branch(boolean with, Pipeline pipeline, List<Node> body, List<Node> otherwise)
            implements Node {}

    record Range(Pipeline pipeline, List<Node> body, List<Node> otherwise) implements Node {}

    /// `break` and `continue`.
    record Jump(boolean ends) implements Node {}

    /// The value that no value is.
    static boolean isAbsent(@Nullable Object value) {
        return value == Absent.VALUE;
    }

    /// The value of a map for a name that it does not have: prints as `<no value>`.
    enum Absent {
        VALUE
    }
}

package dev.lamina.docker.template;

import dev.lamina.docker.template.Token.Kind;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/// Reads a template (Go's text/template, "Actions", "Pipelines"). `define`, `template` and `block`
/// are not supported: one command line has no use for them.
final class TemplateParser {

    private static final int MAX_DEPTH = 100;

    private final String source;
    private final List<Token> tokens;
    private final Deque<String> variables = new ArrayDeque<>();
    private int next;
    private int depth;
    private int ranges;

    /// Of actions, one in the other.
    private int bodies;

    TemplateParser(String source) {
        this.source = source;
        this.tokens = Lexer.tokens(source);
        variables.push("$");
    }

    List<Expression.Node> parse() {
        List<Expression.Node> nodes = nodes(false);
        if (peek().kind() != Kind.END) {
            throw fault("unexpected " + describe(peek()));
        }
        return nodes;
    }

    /// Reads up to the end or to the `{{end}}` or `{{else}}` that closes the body; those stay.
    private List<Expression.Node> nodes(boolean inBody) {
        if (++bodies > MAX_DEPTH) {
            throw fault("max action depth exceeded");
        }
        var nodes = new ArrayList<Expression.Node>();
        while (peek().kind() != Kind.END) {
            Token token = tokens.get(next);
            if (token.kind() == Kind.TEXT) {
                next++;
                nodes.add(new Expression.Text(token.text()));
                continue;
            }
            String word = keyword();
            if (word.equals("end") || word.equals("else")) {
                if (!inBody) {
                    throw fault("unexpected {{" + word + "}}");
                }
                bodies--;
                return nodes;
            }
            next++;
            nodes.add(action(word));
        }
        if (inBody) {
            throw fault("unexpected EOF");
        }
        return nodes;
    }

    /// The first word after the delimiter that comes next, if it is one.
    private String keyword() {
        int at = next + 1;
        while (tokens.get(at).kind() == Kind.SPACE) {
            at++;
        }
        return tokens.get(at).kind() == Kind.WORD ? tokens.get(at).text() : "";
    }

    private Expression.Node action(String word) {
        return switch (word) {
            case "if", "with" -> {
                takeWord();
                yield branch(word.equals("with"));
            }
            case "range" -> {
                takeWord();
                yield range();
            }
            case "break", "continue" -> {
                takeWord();
                if (ranges == 0) {
                    throw fault("{{" + word + "}} outside {{range}}");
                }
                close(word);
                yield new Expression.Jump(word.equals("break"));
            }
            case "define", "template", "block" ->
                    throw fault("{{" + word + "}} is not supported here");
            default -> {
                Expression.Pipeline pipeline = pipeline("command", Kind.CLOSE);
                yield new Expression.Action(pipeline);
            }
        };
    }

    private Expression.Node branch(boolean with) {
        int scope = variables.size();
        Expression.Pipeline pipeline = pipeline(with ? "with" : "if", Kind.CLOSE);
        List<Expression.Node> body = nodes(true);
        List<Expression.Node> otherwise = otherwise(with ? "with" : "if");
        leave(scope);
        return new Expression.Branch(with, pipeline, body, otherwise);
    }

    private Expression.Node range() {
        int scope = variables.size();
        Expression.Pipeline pipeline = pipeline("range", Kind.CLOSE);
        ranges++;
        List<Expression.Node> body = nodes(true);
        ranges--;
        List<Expression.Node> otherwise = otherwise("range");
        leave(scope);
        return new Expression.Range(pipeline, body, otherwise);
    }

    /// Reads what `{{else}}` begins, if it is there, and the `{{end}}`.
    private List<Expression.Node> otherwise(String control) {
        String word = keyword();
        next++;
        takeWord();
        if (word.equals("end")) {
            close("end");
            return List.of();
        }
        skipSpace();
        boolean chained = tokens.get(next).text().equals(control) && !control.equals("range");
        if (chained) {
            next++;
            bodies++;
            List<Expression.Node> chain = List.of(branch(control.equals("with")));
            bodies--;
            return chain;
        }
        close("else");
        List<Expression.Node> nodes = nodes(true);
        if (keyword().equals("else")) {
            throw fault("expected end; found {{else}}");
        }
        next++;
        takeWord();
        close("end");
        return nodes;
    }

    private void leave(int scope) {
        while (variables.size() > scope) {
            variables.pop();
        }
    }

    private Expression.Pipeline pipeline(String context, Kind end) {
        if (++depth > MAX_DEPTH) {
            throw fault("max expression depth exceeded");
        }
        skipSpace();
        int position = peek().position();
        var declared = new ArrayList<String>();
        boolean assigns = false;
        int commas = next;
        Kind sign = declaration(declared, context);
        if (sign == Kind.END) {
            next = commas;
        } else {
            assigns = sign == Kind.ASSIGN;
        }
        var commands = new ArrayList<Expression.Command>();
        commands.add(command(context));
        while (peek().kind() == Kind.PIPE) {
            next++;
            Expression.Command command = command(context);
            if (!isCallable(command.operands().getFirst())) {
                throw fault("non executable command in pipeline stage " + (commands.size() + 1));
            }
            commands.add(command);
        }
        if (peek().kind() != end) {
            throw fault("unexpected " + describe(peek()) + " in " + context);
        }
        next++;
        depth--;
        for (String name : declared) {
            declare(name, assigns);
        }
        return new Expression.Pipeline(position, declared, assigns, commands);
    }

    private void declare(String name, boolean assigns) {
        if (!assigns) {
            variables.push(name);
        } else if (!variables.contains(name)) {
            throw fault("undefined variable \"" + name + "\"");
        }
    }

    /// Reads `$x :=`, `$x =` or, in a range, `$i, $x :=`.
    ///
    /// @return the sign, or END if there is no declaration
    private Kind declaration(List<String> declared, String context) {
        while (peek().kind() == Kind.VARIABLE) {
            declared.add(tokens.get(next++).text());
            skipSpace();
            Kind kind = peek().kind();
            if (kind == Kind.DECLARE || kind == Kind.ASSIGN) {
                next++;
                skipSpace();
                return kind;
            }
            if (kind != Kind.COMMA || !context.equals("range") || declared.size() == 2) {
                break;
            }
            next++;
            skipSpace();
        }
        declared.clear();
        return Kind.END;
    }

    private Expression.Command command(String context) {
        var operands = new ArrayList<Expression>();
        skipSpace();
        while (startsOperand(peek().kind())) {
            operands.add(operand());
            Kind kind = tokens.get(next).kind();
            if (kind != Kind.SPACE && startsOperand(kind)) {
                throw fault("unexpected " + describe(tokens.get(next)) + " in operand");
            }
            skipSpace();
        }
        if (operands.isEmpty()) {
            Kind kind = peek().kind();
            boolean ends = kind == Kind.CLOSE || kind == Kind.RIGHT || kind == Kind.PIPE;
            throw fault(
                    ends
                            ? "missing value for " + context
                            : "unexpected " + describe(peek()) + " in " + context);
        }
        return new Expression.Command(operands);
    }

    private static boolean startsOperand(Kind kind) {
        return switch (kind) {
            case FIELD, DOT, VARIABLE, WORD, STRING, CHARACTER, NUMBER, LEFT -> true;
            default -> false;
        };
    }

    private Expression operand() {
        Token token = tokens.get(next++);
        return switch (token.kind()) {
            case DOT -> new Expression.Dot(token.position());
            case FIELD -> {
                List<String> names = names(token.text().substring(1));
                int position = tokens.get(next - 1).position();
                yield new Expression.Field(names.size() > 1 ? firstAfter(token) : position, names);
            }
            case VARIABLE -> {
                if (!variables.contains(token.text())) {
                    throw fault("undefined variable \"" + token.text() + "\"");
                }
                yield new Expression.Variable(token.position(), token.text(), names());
            }
            case LEFT -> {
                Expression.Pipeline inner = pipeline("parenthesized pipeline", Kind.RIGHT);
                yield new Expression.Chain(token.position(), inner, names());
            }
            case WORD -> word(token);
            default -> Literals.literal(token, source);
        };
    }

    /// Go names a chain of fields by the place of its second one.
    private int firstAfter(Token token) {
        return token.position() + token.text().length();
    }

    private Expression word(Token token) {
        return switch (token.text()) {
            case "true", "false" ->
                    new Expression.Literal(
                            token.position(), token.text().equals("true"), token.text());
            case "nil" -> new Expression.Nil(token.position());
            default -> {
                if (!Functions.NAMES.contains(token.text())) {
                    throw fault("function \"" + token.text() + "\" not defined");
                }
                yield new Expression.Function(token.position(), token.text());
            }
        };
    }

    private List<String> names(String first) {
        var names = new ArrayList<String>();
        names.add(first);
        names.addAll(names());
        return names;
    }

    private List<String> names() {
        var names = new ArrayList<String>();
        while (tokens.get(next).kind() == Kind.FIELD) {
            names.add(tokens.get(next++).text().substring(1));
        }
        return names;
    }

    private static boolean isCallable(Expression expression) {
        return switch (expression) {
            case Expression.Function _,
                    Expression.Field _,
                    Expression.Variable _,
                    Expression.Chain _ ->
                    true;
            case Expression.Dot _, Expression.Nil _, Expression.Literal _ -> false;
        };
    }

    private void takeWord() {
        skipSpace();
        next++;
    }

    private void close(String context) {
        skipSpace();
        if (peek().kind() != Kind.CLOSE) {
            throw fault("unexpected " + describe(peek()) + " in " + context);
        }
        next++;
    }

    private Token peek() {
        return tokens.get(next);
    }

    private void skipSpace() {
        while (tokens.get(next).kind() == Kind.SPACE) {
            next++;
        }
    }

    private static String describe(Token token) {
        return token.kind() == Kind.END ? "EOF" : "<" + token.text() + ">";
    }

    private TemplateException fault(String message) {
        return Template.parseFault(source, peek().position(), message);
    }
}

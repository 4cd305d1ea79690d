package dev.lamina.docker.template;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.function.UnaryOperator;

/// A template in the language of Go's text/template, with the functions that Docker adds.
///
/// Supported: fields, variables, pipelines, parentheses, `if`, `with`, `range`, `break`,
/// `continue`, comments, trim markers, constants, and the functions of [Functions]. Messages of
/// errors are Go's.
public final class Template {

    /// The most characters one value may become.
    static final int MAX_OUTPUT = 64 << 20;

    private final String source;
    private final List<Expression.Node> nodes;

    private Template(String source, List<Expression.Node> nodes) {
        this.source = source;
        this.nodes = nodes;
    }

    /// Reads a template.
    ///
    /// @throws TemplateException if it is wrong
    public static Template parse(String source) {
        return new Template(source, new TemplateParser(source).parse());
    }

    /// Formats one value.
    ///
    /// @throws TemplateException if the template does not fit the value
    public String execute(@Nullable Object value) {
        return execute(value, UnaryOperator.identity());
    }

    /// Formats one value.
    ///
    /// @param filter what each value passes on its way out; the template's own text does not
    /// @throws TemplateException if the template does not fit the value
    public String execute(@Nullable Object value, UnaryOperator<String> filter) {
        return new Execution(source, value, false, filter).run(nodes);
    }

    /// Formats the titles of columns: the functions that change a text leave them as they are.
    ///
    /// @throws TemplateException if the template does not fit the value
    public String executeHeader(Fields titles) {
        return new Execution(source, titles, true, UnaryOperator.identity()).run(nodes);
    }

    static TemplateException parseFault(String source, int position, String message) {
        return new TemplateException("template: :" + line(source, position) + ": " + message);
    }

    static TemplateException executionFault(
            String source, int position, Object context, String message) {
        int newLine = source.lastIndexOf('\n', position - 1);
        int column = newLine < 0 ? position : position - newLine - 1;
        return new TemplateException(
                "template: :"
                        + line(source, position)
                        + ":"
                        + column
                        + ": executing \"\" at <"
                        + context
                        + ">: "
                        + message);
    }

    private static int line(String source, int position) {
        int line = 1;
        for (int i = 0; i < position; i++) {
            if (source.charAt(i) == '\n') {
                line++;
            }
        }
        return line;
    }
}

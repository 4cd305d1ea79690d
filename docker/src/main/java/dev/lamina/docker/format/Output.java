package dev.lamina.docker.format;

/// The place that text is written to: a console, a file, an answer.
public interface Output {

    /// Returns what takes the text, in order.
    Appendable out();

    /// Tells whether the text goes to a terminal, which parts of it could steer.
    boolean outIsTerminal();

    /// Returns a value of others as it may be written: to a program exactly as it is, to a terminal
    /// without what would steer it.
    default String shown(String value) {
        return outIsTerminal() ? Printable.lines(value) : value;
    }
}

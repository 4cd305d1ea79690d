package dev.lamina.docker.format;

/// Text that was written, by what a program or a terminal reads.
public final class Sheet implements Output {

    private final StringBuilder text = new StringBuilder();
    private final boolean terminal;

    private Sheet(boolean terminal) {
        this.terminal = terminal;
    }

    public static Sheet ofProgram() {
        return new Sheet(false);
    }

    public static Sheet ofTerminal() {
        return new Sheet(true);
    }

    @Override
    public Appendable out() {
        return text;
    }

    @Override
    public boolean outIsTerminal() {
        return terminal;
    }

    @Override
    public String toString() {
        return text.toString();
    }
}

package dev.lamina.cli.command;

import dev.lamina.docker.format.Printable;
import dev.lamina.image.NotFoundException;

import java.io.IOException;

/// Collects what failed where a command goes on with its other operands.
public final class Failures {

    private final Context context;
    private boolean any;

    public Failures(Context context) {
        this.context = context;
    }

    /// Says at once what failed.
    public void add(IOException failure) {
        any = true;
        context.console().flush();
        context.console().err().println("lamina: " + Printable.line("" + failure.getMessage()));
    }

    /// Says that something is not there.
    public void addMissing(String kind, String name) {
        add(new NotFoundException(kind, name));
    }

    /// Says that something is not there, which is no failure where it should go by force.
    public void addMissing(NotFoundException missing, boolean forced) {
        boolean before = any;
        add(missing);
        any = before || !forced;
    }

    /// The exit status: 1 if anything failed.
    public int status() {
        return any ? ExitStatus.FAILED.code() : ExitStatus.OK.code();
    }
}

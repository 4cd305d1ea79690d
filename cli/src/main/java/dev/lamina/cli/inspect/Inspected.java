package dev.lamina.cli.inspect;

import dev.lamina.cli.command.Context;
import dev.lamina.cli.command.Failures;
import dev.lamina.cli.option.Arguments;
import dev.lamina.docker.document.Inspection;
import dev.lamina.docker.template.Struct;
import dev.lamina.image.NotFoundException;

import java.io.IOException;
import java.util.ArrayList;

/// The run of a command that inspects what its operands name: what is there is shown even if
/// something else is not.
final class Inspected {

    private Inspected() {}

    /// @return the exit status
    static int print(Arguments arguments, Context context, Finder finder) throws IOException {
        var failures = new Failures(context);
        var documents = new ArrayList<Struct>();
        for (String name : arguments.operands()) {
            try {
                documents.add(finder.find(name));
            } catch (NotFoundException e) {
                failures.add(e);
            }
        }
        Inspection.write(context.console(), arguments.text("format"), documents);
        return failures.status();
    }

    /// Makes the document of what a name means.
    @FunctionalInterface
    interface Finder {

        Struct find(String name) throws IOException;
    }
}

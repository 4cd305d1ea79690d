package dev.lamina.cli.system;

import dev.lamina.cli.command.Command;
import dev.lamina.cli.command.Context;
import dev.lamina.cli.command.ExitStatus;
import dev.lamina.cli.command.Version;
import dev.lamina.cli.option.Arguments;
import dev.lamina.cli.option.Syntax;

import java.io.PrintStream;

/// `lamina version`
public final class VersionCommand implements Command {

    @Override
    public Syntax syntax() {
        return Syntax.builder("version", "Show the version")
                .example("lamina version", "Show the version of Lamina, Java and the kernel")
                .build();
    }

    @Override
    public int run(Arguments arguments, Context context) {
        PrintStream out = context.out();
        var properties = context.properties();
        out.println("Lamina:");
        out.println(" Version:           " + Version.NUMBER);
        out.println(" Java version:      " + Runtime.version());
        out.println(" OS/Arch:           " + context.settings().platform());
        out.println(" Kernel version:    " + properties.get("os.version"));
        return ExitStatus.OK.code();
    }
}

package dev.lamina.cli.system;

import dev.lamina.cli.command.Command;
import dev.lamina.cli.command.Context;
import dev.lamina.cli.command.ExitStatus;
import dev.lamina.cli.command.Version;
import dev.lamina.cli.option.Arguments;
import dev.lamina.cli.option.Formats;
import dev.lamina.cli.option.Syntax;
import dev.lamina.docker.document.Inspection;
import dev.lamina.docker.template.Struct;
import dev.lamina.image.Platform;

import java.io.IOException;
import java.io.PrintStream;

/// `lamina version`
public final class VersionCommand implements Command {

    @Override
    public Syntax syntax() {
        return Syntax.builder("version", "Show the version")
                .flag(Formats.inspect())
                .description(
                        "Fields for templates: .Client and .Server, each with .Version, .Os, .Arch,"
                                + " .KernelVersion, .JavaVersion, .Platform.Name. There is no server"
                                + " apart: both say the same.")
                .example("lamina version", "Show the version of Lamina, Java and the kernel")
                .example("lamina version --format '{{.Client.Version}}'", "Show one fact")
                .build();
    }

    @Override
    public int run(Arguments arguments, Context context) throws IOException {
        if (arguments.isGiven("format")) {
            Inspection.writeOne(context.console(), arguments.text("format"), versions(context));
        } else {
            print(context);
        }
        return ExitStatus.OK.code();
    }

    private static void print(Context context) {
        PrintStream out = context.out();
        out.println("Lamina:");
        out.println(" Version:           " + Version.NUMBER);
        out.println(" Java version:      " + Runtime.version());
        out.println(" OS/Arch:           " + context.settings().platform());
        out.println(" Kernel version:    " + context.properties().get("os.version"));
    }

    private static Struct versions(Context context) {
        return new Struct("versionInfo").put("Client", one(context)).put("Server", one(context));
    }

    /// Returns the facts. What Docker's clients ask for and is not here is empty in templates, and absent in JSON.
    private static Struct one(Context context) {
        Platform platform = context.settings().platform();
        return new Struct("version")
                .put("Platform", new Struct("platform").put("Name", "Lamina"))
                .put("Version", Version.NUMBER)
                .put("Os", platform.os())
                .put("Arch", platform.architecture())
                .put("KernelVersion", context.properties().get("os.version"))
                .put("JavaVersion", Runtime.version().toString())
                .hide("APIVersion", "")
                .hide("ApiVersion", "")
                .hide("MinAPIVersion", "")
                .hide("GitCommit", "")
                .hide("GoVersion", "")
                .hide("BuildTime", "")
                .hide("Context", "")
                .hide("Experimental", false);
    }
}

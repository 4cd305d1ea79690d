package dev.lamina.cli.container;

import dev.lamina.cli.command.Command;
import dev.lamina.cli.command.Context;
import dev.lamina.cli.command.ExitStatus;
import dev.lamina.cli.format.Formats;
import dev.lamina.cli.format.Listing;
import dev.lamina.cli.option.Arguments;
import dev.lamina.cli.option.Flag;
import dev.lamina.cli.option.Syntax;

import java.io.IOException;
import java.util.List;

/// `lamina ps`
public final class ContainerLsCommand implements Command {

    private static final List<String> COLUMNS =
            List.of("ID", "Image", "Command", "RunningFor", "Status", "Ports", "Names");

    @Override
    public Syntax syntax() {
        return Syntax.builder("container ls", "List containers")
                .aliases("ps", "container list", "container ps")
                .flag(Flag.toggle("all", 'a', "Show all containers, not only those that run"))
                .flag(Formats.list())
                .flag(Flag.toggle("no-trunc", "Don't truncate output"))
                .flag(Flag.toggle("quiet", 'q', "Only show container IDs"))
                .description(
                        "Fields for templates: .ID, .Image, .Command, .CreatedAt, .RunningFor,"
                                + " .State, .Status, .Ports, .Names.")
                .example("lamina ps", "List the containers that run")
                .example("lamina ps -a --format '{{.Names}}: {{.Status}}'", "Say how each ended")
                .build();
    }

    @Override
    public int run(Arguments arguments, Context context) throws IOException {
        boolean full = arguments.isOn("no-trunc");
        List<ContainerRow> rows =
                context.engine().containers(arguments.isOn("all")).stream()
                        .map(container -> new ContainerRow(container, full, context.clock()))
                        .toList();
        String format = arguments.text("format");
        if (arguments.isOn("quiet") && (format.isEmpty() || format.equals("table"))) {
            rows.forEach(row -> context.out().println(row.id()));
        } else {
            new Listing(ContainerRow.HEADERS, COLUMNS).print(context.console(), format, rows);
        }
        return ExitStatus.OK.code();
    }
}

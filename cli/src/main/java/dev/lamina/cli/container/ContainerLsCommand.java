package dev.lamina.cli.container;

import dev.lamina.cli.command.Command;
import dev.lamina.cli.command.Context;
import dev.lamina.cli.command.ExitStatus;
import dev.lamina.cli.option.Arguments;
import dev.lamina.cli.option.Flag;
import dev.lamina.cli.option.Formats;
import dev.lamina.cli.option.Syntax;
import dev.lamina.cli.option.UsageException;
import dev.lamina.docker.format.Sizes;
import dev.lamina.docker.list.ContainerExtras;
import dev.lamina.docker.list.ContainerFilter;
import dev.lamina.docker.list.ContainerRow;
import dev.lamina.docker.list.Listing;
import dev.lamina.engine.Engine;
import dev.lamina.engine.value.container.ContainerSummary;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// `lamina ps`
public final class ContainerLsCommand implements Command {

    private static final List<String> COLUMNS =
            List.of("ID", "Image", "Command", "RunningFor", "Status", "Ports", "Names");

    private static final List<String> COLUMNS_WITH_SIZE =
            List.of("ID", "Image", "Command", "RunningFor", "Status", "Ports", "Names", "Size");

    @Override
    public Syntax syntax() {
        return Syntax.builder("container ls", "List containers")
                .aliases("ps", "container list", "container ps")
                .flag(Flag.toggle("all", 'a', "Show all containers, not only those that run"))
                .flag(
                        Formats.filter(
                                "id=ID, name=PATTERN, status=STATE, exited=STATUS, ancestor=IMAGE,"
                                        + " label=NAME[=VALUE], before=CONTAINER, since=CONTAINER,"
                                        + " network=MODE, volume=PATH"))
                .flag(Formats.list())
                .flag(Flag.text("last", 'n', "number", "Show the last ones made, whatever they do"))
                .flag(Flag.toggle("latest", 'l', "Show the last one made, whatever it does"))
                .flag(Flag.toggle("no-trunc", "Don't truncate output"))
                .flag(Flag.toggle("quiet", 'q', "Only show container IDs"))
                .flag(Flag.toggle("size", 's', "Show what the files take"))
                .description(
                        "Fields for templates: .ID, .Image, .Command, .CreatedAt, .RunningFor,"
                                + " .State, .Status, .Ports, .Names, .Labels, .Mounts, .LocalVolumes,"
                                + " .Networks, .Size, .Label \"NAME\".")
                .example("lamina ps", "List the containers that run")
                .example("lamina ps -aq --filter status=exited", "Name those that have ended")
                .example("lamina ps -a --format '{{.Names}}: {{.Status}}'", "Say how each ended")
                .build();
    }

    @Override
    public int run(Arguments arguments, Context context) throws IOException, UsageException {
        String format = arguments.text("format");
        List<ContainerRow> rows = rows(arguments, context);
        if (arguments.isOn("quiet") && (format.isEmpty() || format.equals("table"))) {
            rows.forEach(row -> context.out().println(row.id()));
        } else {
            List<String> columns = arguments.isOn("size") ? COLUMNS_WITH_SIZE : COLUMNS;
            new Listing(ContainerRow.HEADERS, columns).write(context.console(), format, rows);
        }
        return ExitStatus.OK.code();
    }

    private static List<ContainerRow> rows(Arguments arguments, Context context)
            throws IOException, UsageException {
        Engine engine = context.engine();
        int limit = limit(arguments);
        boolean full = arguments.isOn("no-trunc");
        boolean sizes = arguments.isOn("size") || arguments.text("format").contains(".Size");
        var filter = new ContainerFilter(arguments.texts("filter"), engine);
        boolean all = arguments.isOn("all") || limit < Integer.MAX_VALUE || filter.wantsAll();
        var rows = new ArrayList<ContainerRow>();
        for (ContainerSummary container : engine.containers(all)) {
            if (rows.size() < limit && filter.matches(container)) {
                var extras = new ContainerExtras(container, engine, full);
                rows.add(
                        new ContainerRow(
                                container,
                                full,
                                context.clock(),
                                name ->
                                        name.equals("Size") && !sizes
                                                ? Sizes.of(0)
                                                : extras.field(name),
                                extras::label));
            }
        }
        return rows;
    }

    private static int limit(Arguments arguments) throws UsageException {
        if (arguments.isOn("latest")) {
            return 1;
        }
        String last = arguments.text("last");
        try {
            int limit = last.isEmpty() ? -1 : Integer.parseInt(last);
            return limit < 1 ? Integer.MAX_VALUE : limit;
        } catch (NumberFormatException e) {
            throw new UsageException(
                    arguments.syntax(), "--last: expected a number, got '" + last + "'");
        }
    }
}

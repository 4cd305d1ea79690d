package dev.lamina.cli.image;

import dev.lamina.cli.command.Command;
import dev.lamina.cli.command.Context;
import dev.lamina.cli.command.ExitStatus;
import dev.lamina.cli.option.Arguments;
import dev.lamina.cli.option.Flag;
import dev.lamina.cli.option.Formats;
import dev.lamina.cli.option.Syntax;
import dev.lamina.docker.list.HistoryRow;
import dev.lamina.docker.list.Listing;
import dev.lamina.engine.value.image.ImageDetails;

import java.io.IOException;
import java.util.List;

/// `lamina image history`
public final class ImageHistoryCommand implements Command {

    private static final List<String> COLUMNS =
            List.of("ID", "CreatedSince", "CreatedBy", "Size", "Comment");
    private static final List<String> COLUMNS_WITH_TIMES =
            List.of("ID", "CreatedAt", "CreatedBy", "Size", "Comment");

    @Override
    public Syntax syntax() {
        return Syntax.builder("image history", "Show the history of an image")
                .aliases("history")
                .operands("IMAGE", 1, 1)
                .flag(Formats.list())
                .flag(
                        Flag.toggle("human", 'H', "Print sizes and dates in human readable format")
                                .withDefault("true"))
                .flag(Flag.toggle("no-trunc", "Don't truncate output"))
                .flag(Flag.toggle("quiet", 'q', "Only show image IDs"))
                .description(
                        "Fields for templates: .ID, .CreatedSince, .CreatedAt, .CreatedBy, .Size,"
                                + " .Comment.")
                .example("lamina history nginx", "Show how an image was made, the last step first")
                .example(
                        "lamina history --no-trunc --format '{{.CreatedBy}}' nginx",
                        "Show the whole commands")
                .build();
    }

    @Override
    public int run(Arguments arguments, Context context) throws IOException {
        boolean human = arguments.isOn("human");
        var form =
                new HistoryRow.Form(arguments.isOn("no-trunc"), human, context.clock().instant());
        ImageDetails image = context.engine().image(arguments.operands().getFirst());
        List<HistoryRow> rows = HistoryRow.of(image, form);
        String format = arguments.text("format");
        if (arguments.isOn("quiet") && (format.isEmpty() || format.equals("table"))) {
            for (HistoryRow row : rows) {
                context.out().println(row.id());
            }
        } else {
            new Listing(HistoryRow.HEADERS, human ? COLUMNS : COLUMNS_WITH_TIMES)
                    .write(context.console(), format, rows);
        }
        return ExitStatus.OK.code();
    }
}

package dev.lamina.cli.image;

import dev.lamina.cli.command.Command;
import dev.lamina.cli.command.Context;
import dev.lamina.cli.command.ExitStatus;
import dev.lamina.cli.option.Arguments;
import dev.lamina.cli.option.Flag;
import dev.lamina.cli.option.Formats;
import dev.lamina.cli.option.Syntax;
import dev.lamina.docker.list.ImageFilter;
import dev.lamina.docker.list.ImageRow;
import dev.lamina.docker.list.ImageRows;
import dev.lamina.docker.list.Listing;
import dev.lamina.engine.value.image.ImageSummary;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// `lamina image ls`
public final class ImageLsCommand implements Command {

    private static final List<String> COLUMNS =
            List.of("Repository", "Tag", "ID", "CreatedSince", "Size");
    private static final List<String> COLUMNS_WITH_DIGESTS =
            List.of("Repository", "Tag", "Digest", "ID", "CreatedSince", "Size");

    @Override
    public Syntax syntax() {
        return Syntax.builder("image ls", "List images")
                .aliases("images", "image list")
                .operands("[REPOSITORY[:TAG]]", 0, 1)
                .flag(Flag.toggle("all", 'a', "Accepted for Docker's sake: nothing is hidden here"))
                .flag(Flag.toggle("digests", "Show digests"))
                .flag(
                        Formats.filter(
                                "reference=PATTERN, dangling=true|false, label=NAME[=VALUE],"
                                        + " before=IMAGE, since=IMAGE"))
                .flag(Formats.list())
                .flag(Flag.toggle("no-trunc", "Don't truncate output"))
                .flag(Flag.toggle("quiet", 'q', "Only show image IDs"))
                .description(
                        "Fields for templates: .ID, .Repository, .Tag, .Digest, .CreatedSince,"
                                + " .CreatedAt, .Size.")
                .example("lamina images", "List all images")
                .example("lamina images 'debian*'", "List the images of some repositories")
                .example(
                        "lamina images --filter dangling=true -q",
                        "Show the IDs of images without a tag")
                .example(
                        "lamina images --format 'table {{.ID}}\\t{{.Repository}}:{{.Tag}}'",
                        "Choose the columns")
                .build();
    }

    @Override
    public int run(Arguments arguments, Context context) throws IOException {
        List<String> operands = arguments.operands();
        String format = arguments.text("format");
        boolean digests = arguments.isOn("digests") || format.contains("{{.Digest}}");
        Instant now = context.clock().instant();
        var filter =
                new ImageFilter(
                        arguments.texts("filter"),
                        operands.isEmpty() ? "" : operands.getFirst(),
                        context.engine());
        var rows = new ArrayList<ImageRow>();
        for (ImageSummary image : filter.candidates(context.engine())) {
            Optional<ImageSummary> kept = filter.apply(image);
            if (kept.isPresent()) {
                rows.addAll(ImageRows.of(kept.get(), digests, arguments.isOn("no-trunc"), now));
            }
        }
        if (arguments.isOn("quiet") && (format.isEmpty() || format.equals("table"))) {
            for (ImageRow row : rows) {
                context.out().println(row.id());
            }
        } else {
            List<String> columns = arguments.isOn("digests") ? COLUMNS_WITH_DIGESTS : COLUMNS;
            new Listing(ImageRow.HEADERS, columns).write(context.console(), format, rows);
        }
        return ExitStatus.OK.code();
    }
}

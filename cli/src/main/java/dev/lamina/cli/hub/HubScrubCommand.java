package dev.lamina.cli.hub;

import dev.lamina.cli.command.Command;
import dev.lamina.cli.command.Context;
import dev.lamina.cli.option.Arguments;
import dev.lamina.cli.option.Flag;
import dev.lamina.cli.option.Formats;
import dev.lamina.cli.option.Syntax;
import dev.lamina.hub.Upkeep;

import java.io.IOException;
import java.util.List;

/// `lamina hub scrub`
public final class HubScrubCommand implements Command {

    @Override
    public Syntax syntax() {
        return HubStorageFlags.addTo(
                        Syntax.builder(
                                "hub scrub",
                                "Read all blobs of a hub again, and list those that are missing, damaged or"
                                        + " unreadable"))
                .flag(Formats.list())
                .flag(
                        Flag.toggle(
                                "remove-damaged",
                                "Remove damaged blobs: the next push that has them brings them"
                                        + " again. What cannot be read stays"))
                .description(
                        "Works beside a running hub. What is wrong with a blob is listed, with what"
                                + " was found in its place; then the reading goes on. The exit"
                                + " status is 1 if something is wrong. "
                                + BadBlobRow.FIELDS)
                .example("lamina hub scrub", "Check the hub of this machine")
                .example("lamina hub scrub --format json", "List what is wrong for a program")
                .build();
    }

    @Override
    public int run(Arguments arguments, Context context) throws IOException {
        Upkeep upkeep = HubStorageFlags.upkeep(arguments, context);
        List<Upkeep.BadBlob> bad;
        try (var progress = new UpkeepProgress("Read", context)) {
            bad = upkeep.scrub(arguments.isOn("remove-damaged"), progress::progress);
        }
        return BadBlobRow.print(bad, arguments.text("format"), context);
    }
}

package dev.lamina.cli.hub;

import dev.lamina.cli.command.Command;
import dev.lamina.cli.command.Context;
import dev.lamina.cli.option.Arguments;
import dev.lamina.cli.option.Formats;
import dev.lamina.cli.option.Syntax;
import dev.lamina.hub.Upkeep;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// `lamina hub backup`
public final class HubBackupCommand implements Command {

    @Override
    public Syntax syntax() {
        return HubStorageFlags.addTo(
                        Syntax.builder(
                                        "hub backup",
                                        "Copy all content of a hub to a directory, also while it runs")
                                .operands("DIRECTORY", 1, 1))
                .flag(Formats.list())
                .description(
                        "Copies one state of the catalog and all its blobs, each compared with its"
                                + " digest. A directory that has an older backup gets what is new;"
                                + " until that is complete, it is the older one. Blobs that are"
                                + " missing, damaged or unreadable in the hub are listed, with what"
                                + " was found in their place; all else is backed up, and the exit"
                                + " status is 1. Logins and uploads in progress are not part of it. "
                                + BadBlobRow.FIELDS)
                .example("lamina hub backup /backup/hub", "Back up the hub of this machine")
                .example(
                        "lamina hub backup --data /srv/hub --database postgresql://hub@db/hub"
                                + " /backup/hub",
                        "Back up a hub whose catalog is in PostgreSQL")
                .build();
    }

    @Override
    public int run(Arguments arguments, Context context) throws IOException {
        Upkeep upkeep = HubStorageFlags.upkeep(arguments, context);
        Path target = Path.of(arguments.operands().getFirst()).toAbsolutePath();
        List<Upkeep.BadBlob> bad;
        try (var progress = new UpkeepProgress("Backed up", context)) {
            bad = upkeep.backup(target, progress::progress);
        }
        int status = BadBlobRow.print(bad, arguments.text("format"), context);
        context.console().err().println("Backed up to " + target + BadBlobRow.without(bad));
        return status;
    }
}

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

/// `lamina hub restore`
public final class HubRestoreCommand implements Command {

    @Override
    public Syntax syntax() {
        return HubStorageFlags.addTo(
                        Syntax.builder("hub restore", "Give an empty hub the content of a backup")
                                .operands("DIRECTORY", 1, 1))
                .flag(Formats.list())
                .description(
                        "The hub may keep its catalog or its blobs elsewhere than the one that was"
                                + " backed up: a backup is also the way from the embedded database"
                                + " to PostgreSQL and back. Nothing is visible before all is there;"
                                + " a restore that broke off is begun again with the same command."
                                + " Blobs that the backup lacks, or that cannot be read, are listed;"
                                + " all else is restored, and the exit status is 1. "
                                + BadBlobRow.FIELDS)
                .example(
                        "lamina hub restore --data /srv/hub /backup/hub",
                        "Restore to a directory, then serve it")
                .example(
                        "lamina hub restore --data /srv/hub --database postgresql://hub@db/hub"
                                + " /backup/hub",
                        "Move a hub's catalog to PostgreSQL")
                .build();
    }

    @Override
    public int run(Arguments arguments, Context context) throws IOException {
        Upkeep upkeep = HubStorageFlags.upkeep(arguments, context);
        Path source = Path.of(arguments.operands().getFirst()).toAbsolutePath();
        List<Upkeep.BadBlob> bad;
        try (var progress = new UpkeepProgress("Restored", context)) {
            bad = upkeep.restore(source, progress::progress);
        }
        int status = BadBlobRow.print(bad, arguments.text("format"), context);
        context.console().err().println("Restored from " + source + BadBlobRow.without(bad));
        return status;
    }
}

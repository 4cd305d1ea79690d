package dev.lamina.cli.hub;

import dev.lamina.cli.command.Context;
import dev.lamina.cli.option.Arguments;
import dev.lamina.cli.option.Flag;
import dev.lamina.cli.option.Syntax;
import dev.lamina.hub.StorageSettings;
import dev.lamina.hub.Upkeep;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// The flags that say where a hub keeps its catalog and its blobs.
final class HubStorageFlags {

    private static final String PASSWORD_VARIABLE = "LAMINA_HUB_DATABASE_PASSWORD";

    private HubStorageFlags() {}

    static Syntax.Builder addTo(Syntax.Builder syntax) {
        return syntax.flag(
                        Flag.text(
                                "data",
                                "directory",
                                "Where images are kept (default: lamina-hub beside the store)"))
                .flag(
                        Flag.text(
                                "database",
                                "url",
                                "Keep the catalog in PostgreSQL:"
                                        + " postgresql://USER@HOST[:PORT]/DATABASE[?sslmode=MODE]"))
                .flag(
                        Flag.text(
                                "database-password-file",
                                "file",
                                "Has the database's password (or the variable "
                                        + PASSWORD_VARIABLE
                                        + ")"));
    }

    static Path data(Arguments arguments, Context context) {
        return arguments
                .optional("data")
                .map(Path::of)
                .orElseGet(() -> context.settings().root().resolveSibling("lamina-hub"));
    }

    static StorageSettings read(Arguments arguments, Context context) throws IOException {
        Optional<String> address = arguments.optional("database");
        if (address.isEmpty()) {
            return StorageSettings.EMBEDDED;
        }
        return StorageSettings.EMBEDDED.withDatabase(
                address.get(),
                secret(arguments.optional("database-password-file"), PASSWORD_VARIABLE, context));
    }

    static Upkeep upkeep(Arguments arguments, Context context) throws IOException {
        return new Upkeep(data(arguments, context).toAbsolutePath(), read(arguments, context));
    }

    /// The first line of a file; else a variable, for containers.
    static Optional<String> secret(Optional<String> file, String variable, Context context)
            throws IOException {
        if (file.isPresent()) {
            return Optional.of(
                    Files.readString(Path.of(file.get())).lines().findFirst().orElse(""));
        }
        return Optional.ofNullable(context.environment().get(variable));
    }
}

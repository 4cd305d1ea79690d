package dev.lamina.cli.hub;

import dev.lamina.cli.command.Context;
import dev.lamina.cli.option.Arguments;
import dev.lamina.cli.option.Flag;
import dev.lamina.cli.option.Syntax;
import dev.lamina.hub.Upkeep;
import dev.lamina.hub.settings.StorageSettings;

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
                                        + " postgresql://USER@HOST[:PORT]/DATABASE[?sslmode=MODE];"
                                        + " a server elsewhere must have a certificate of a known"
                                        + " authority, unless MODE asks for less"))
                .flag(
                        Flag.text(
                                "database-password-file",
                                "file",
                                "Has the database's password (or the variable "
                                        + PASSWORD_VARIABLE
                                        + ")"))
                .flag(
                        Flag.text(
                                "blobs",
                                "url",
                                "Keep blobs in an object store that speaks S3: s3://BUCKET[/PREFIX];"
                                        + " access keys are found where Amazon's programs find them"
                                        + " (AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, ...)"))
                .flag(
                        Flag.text(
                                "blobs-endpoint",
                                "url",
                                "The object store's address, if it is not Amazon's"))
                .flag(Flag.text("blobs-region", "region", "The bucket's region"));
    }

    static Path data(Arguments arguments, Context context) {
        return arguments
                .optional("data")
                .map(Path::of)
                .orElseGet(() -> context.settings().root().resolveSibling("lamina-hub"))
                .toAbsolutePath();
    }

    static StorageSettings read(Arguments arguments, Context context) throws IOException {
        need(arguments, "database", "database-password-file");
        need(arguments, "blobs", "blobs-endpoint", "blobs-region");
        StorageSettings settings = StorageSettings.EMBEDDED;
        Optional<String> address = arguments.optional("database");
        if (address.isPresent()) {
            Optional<String> file = arguments.optional("database-password-file");
            settings =
                    settings.withDatabase(address.get(), secret(file, PASSWORD_VARIABLE, context));
        }
        Optional<String> bucket = arguments.optional("blobs");
        if (bucket.isPresent()) {
            settings =
                    settings.withBucket(
                            bucket.get(),
                            arguments.optional("blobs-endpoint"),
                            arguments.optional("blobs-region"));
        }
        return settings;
    }

    /// Refuses flags that mean nothing without another.
    static void need(Arguments arguments, String flag, String... dependents) {
        for (String dependent : dependents) {
            if (arguments.optional(flag).isEmpty() && arguments.optional(dependent).isPresent()) {
                throw new IllegalArgumentException(
                        "--" + dependent + ": expected --" + flag + ", too");
            }
        }
    }

    static Upkeep upkeep(Arguments arguments, Context context) throws IOException {
        return new Upkeep(data(arguments, context), read(arguments, context));
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

package dev.lamina.cli.hub;

import dev.lamina.cli.command.Context;
import dev.lamina.cli.command.ExitStatus;
import dev.lamina.docker.format.Sizes;
import dev.lamina.docker.list.Listing;
import dev.lamina.docker.template.Struct;
import dev.lamina.hub.Upkeep.BadBlob;

import java.io.IOException;
import java.util.List;

/// A row of the list of blobs that are not as they should be.
final class BadBlobRow {

    /// Of the help of the commands that print the list.
    static final String FIELDS =
            "Fields for templates: .Digest, .Size, .Problem, .Found, .Repositories.";

    private static final int DIGITS = 3;

    private static final List<String> COLUMNS =
            List.of("Digest", "Size", "Problem", "Found", "Repositories");

    private static final Struct HEADERS =
            new Struct("header")
                    .put("Digest", "DIGEST")
                    .put("Size", "SIZE")
                    .put("Problem", "PROBLEM")
                    .put("Found", "FOUND")
                    .put("Repositories", "REPOSITORIES");

    private BadBlobRow() {}

    /// Says what a copy lacks; empty if that is nothing.
    static String without(List<BadBlob> blobs) {
        return switch (blobs.size()) {
            case 0 -> "";
            case 1 -> ", without the blob listed above";
            default -> ", without the " + blobs.size() + " blobs listed above";
        };
    }

    /// Prints the list, unless it is empty, and returns the exit status.
    static int print(List<BadBlob> blobs, String format, Context context) throws IOException {
        if (blobs.isEmpty()) {
            return ExitStatus.OK.code();
        }
        List<Struct> rows = blobs.stream().map(BadBlobRow::row).toList();
        new Listing(HEADERS, COLUMNS).write(context.console(), format, rows);
        return ExitStatus.FAILED.code();
    }

    private static Struct row(BadBlob blob) {
        return new Struct("blob")
                .put("Digest", blob.digest().toString())
                .put("Size", Sizes.of(blob.size(), DIGITS))
                .put("Problem", blob.problem())
                .put("Found", blob.found())
                .put("Repositories", String.join(", ", blob.repositories()));
    }
}

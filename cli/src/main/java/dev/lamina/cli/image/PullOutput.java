package dev.lamina.cli.image;

import dev.lamina.cli.progress.Progress;
import dev.lamina.docker.format.Printable;
import dev.lamina.engine.value.image.PullResult;
import dev.lamina.image.Reference;
import dev.lamina.image.json.Json;

import org.jspecify.annotations.Nullable;

import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.List;

/// The last lines of a pull.
final class PullOutput {

    private PullOutput() {}

    static void print(PrintStream out, Progress.Mode mode, PullResult result) {
        switch (mode) {
            case QUIET -> out.println(result.reference());
            case JSON -> out.println(Printable.json(Json.line(document(result))));
            case AUTO, TTY, PLAIN -> {
                out.println("Digest: " + result.digest());
                out.println(
                        "Status: " + status(result.status()) + " " + result.reference().familiar());
                out.println(result.reference());
            }
        }
    }

    /// Prints the line of one tag of several.
    static void printOne(PrintStream out, Progress.Mode mode, PullResult result) {
        switch (mode) {
            case QUIET -> {}
            case JSON -> out.println(Printable.json(Json.line(document(result))));
            case AUTO, TTY, PLAIN -> out.println("Digest: " + result.digest());
        }
    }

    /// Prints the line about all tags of a repository.
    static void printAll(
            PrintStream out, Progress.Mode mode, Reference repository, List<PullResult> results) {
        boolean anyNew =
                results.stream().anyMatch(result -> result.status() == PullResult.Status.NEW);
        PullResult.Status status = anyNew ? PullResult.Status.NEW : PullResult.Status.UP_TO_DATE;
        switch (mode) {
            case QUIET -> out.println(repository);
            case JSON -> {}
            case AUTO, TTY, PLAIN -> {
                out.println("Status: " + status(status) + " " + repository.familiarName());
                out.println(repository);
            }
        }
    }

    private static String status(PullResult.Status status) {
        return switch (status) {
            case NEW -> "Downloaded newer image for";
            case UP_TO_DATE -> "Image is up to date for";
        };
    }

    private static LinkedHashMap<String, @Nullable Object> document(PullResult result) {
        var document = new LinkedHashMap<String, @Nullable Object>();
        document.put("event", "pulled");
        document.put("reference", result.reference().toString());
        document.put("digest", result.digest().toString());
        document.put("imageId", result.imageId().toString());
        document.put(
                "status",
                switch (result.status()) {
                    case NEW -> "new";
                    case UP_TO_DATE -> "up-to-date";
                });
        return document;
    }
}

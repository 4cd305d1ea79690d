package dev.lamina.cli.image;

import dev.lamina.cli.command.Command;
import dev.lamina.cli.command.CommandFailedException;
import dev.lamina.cli.command.Context;
import dev.lamina.cli.command.ExitStatus;
import dev.lamina.cli.option.Arguments;
import dev.lamina.cli.option.Flag;
import dev.lamina.cli.option.Syntax;
import dev.lamina.cli.option.UsageException;
import dev.lamina.cli.progress.Direction;
import dev.lamina.cli.progress.Progress;
import dev.lamina.docker.format.Printable;
import dev.lamina.engine.value.image.ImageSummary;
import dev.lamina.engine.value.image.PushResult;
import dev.lamina.image.NotFoundException;
import dev.lamina.image.Reference;
import dev.lamina.image.json.Json;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/// `lamina image push`
public final class ImagePushCommand implements Command {

    @Override
    public Syntax syntax() {
        return Syntax.builder("image push", "Upload an image to a registry")
                .aliases("push")
                .operands("NAME[:TAG]", 1, 1)
                .flag(Flag.toggle("all-tags", 'a', "Push all tags that the store has"))
                .flag(ImagePullCommand.CONTENT_TRUST)
                .flag(ImagePullCommand.PROGRESS)
                .flag(Flag.toggle("quiet", 'q', "Print the reference alone"))
                .description(
                        "The manifest keeps its exact bytes, and with them its digest. For"
                                + " `--progress json` see `lamina image pull --help`.")
                .example("lamina push example.org:5000/team/nginx:1.22", "Push a tag")
                .build();
    }

    @Override
    public int run(Arguments arguments, Context context) throws IOException, UsageException {
        Progress.Mode mode = ImagePullCommand.mode(arguments, context);
        Reference reference = context.engine().reference(arguments.operands().getFirst());
        boolean all = arguments.isOn("all-tags");
        if (all && (reference.tag().isPresent() || reference.digest().isPresent())) {
            throw new UsageException(arguments.syntax(), "tag can't be used with --all-tags/-a");
        }
        if (reference.digest().isPresent()) {
            throw new CommandFailedException(
                    "cannot push a digest reference: " + reference.familiar());
        }
        PrintStream out = context.out();
        if (mode == Progress.Mode.PLAIN || mode == Progress.Mode.TTY) {
            if (!all && ImagePullCommand.saysDefaultTag(mode, reference)) {
                out.println("Using default tag: " + Reference.DEFAULT_TAG);
            }
            out.println("The push refers to repository [" + reference.name() + "]");
            out.flush();
        }
        context.interruptOnSignal();
        for (Reference tag : all ? tags(reference, context) : List.of(reference.withDefaultTag())) {
            print(out, mode, push(tag, mode, context));
        }
        return ExitStatus.OK.code();
    }

    private static PushResult push(Reference tag, Progress.Mode mode, Context context)
            throws IOException {
        try (Progress progress =
                Progress.of(
                        mode,
                        Direction.PUSH,
                        context.console(),
                        context.environment(),
                        context.clock())) {
            return context.engine().push(tag, progress);
        }
    }

    /// The tags that the store has of a repository.
    private static List<Reference> tags(Reference repository, Context context) throws IOException {
        var tags = new ArrayList<Reference>();
        for (ImageSummary image :
                context.engine().images(name -> name.name().equals(repository.name()))) {
            tags.addAll(image.tags());
        }
        if (tags.isEmpty()) {
            throw new NotFoundException("image", repository.familiarName());
        }
        return tags;
    }

    private static void print(PrintStream out, Progress.Mode mode, PushResult result) {
        switch (mode) {
            case QUIET -> out.println(result.reference());
            case JSON -> out.println(Printable.json(Json.line(document(result))));
            case AUTO, TTY, PLAIN ->
                    out.println(
                            result.reference().tag().orElse("")
                                    + ": digest: "
                                    + result.target().digest()
                                    + " size: "
                                    + result.target().size());
        }
    }

    private static LinkedHashMap<String, @Nullable Object> document(PushResult result) {
        var document = new LinkedHashMap<String, @Nullable Object>();
        document.put("event", "pushed");
        document.put("reference", result.reference().toString());
        document.put("digest", result.target().digest().toString());
        document.put("size", result.target().size());
        return document;
    }
}

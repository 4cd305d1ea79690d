package dev.lamina.cli.image;

import dev.lamina.cli.command.Command;
import dev.lamina.cli.command.CommandFailedException;
import dev.lamina.cli.command.Context;
import dev.lamina.cli.command.ExitStatus;
import dev.lamina.cli.command.PlatformWarning;
import dev.lamina.cli.option.Arguments;
import dev.lamina.cli.option.Flag;
import dev.lamina.cli.option.Syntax;
import dev.lamina.cli.option.UsageException;
import dev.lamina.cli.progress.Direction;
import dev.lamina.cli.progress.Progress;
import dev.lamina.engine.Engine;
import dev.lamina.engine.value.image.PullOptions;
import dev.lamina.engine.value.image.PullResult;
import dev.lamina.image.NotFoundException;
import dev.lamina.image.Platform;
import dev.lamina.image.Reference;
import dev.lamina.registry.RegistryException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;

/// `lamina image pull`
public final class ImagePullCommand implements Command {

    /// `--progress` of transfers.
    static final Flag PROGRESS =
            Flag.text("progress", "mode", "Show progress as auto, tty, plain or json")
                    .withDefault("auto");

    /// A flag that scripts for Docker may have.
    static final Flag CONTENT_TRUST =
            Flag.toggle(
                            "disable-content-trust",
                            "Accepted for Docker's sake: no signature is checked")
                    .withDefault("true");

    @Override
    public Syntax syntax() {
        return Syntax.builder("image pull", "Download an image from a registry")
                .aliases("pull")
                .operands("NAME[:TAG|@DIGEST]", 1, 1)
                .flag(Flag.toggle("all-tags", 'a', "Download all tags of the repository"))
                .flag(
                        Flag.text(
                                "platform",
                                "os/arch[/variant]",
                                "Take the image of another platform than this machine's"))
                .flag(CONTENT_TRUST)
                .flag(PROGRESS)
                .flag(Flag.toggle("quiet", 'q', "Print the reference alone"))
                .description(
                        """
                        With `--progress json` each line is one JSON document. All have `event`;\
                         all but the last have `time`:

                        - `resolved`: `reference`, `digest`, `mediaType`
                        - `queued`, `exists`, `waiting`, `verified`, `done`: `layer` (its digest),\
                         `size`
                        - `progress`: `layer`, `size`, `bytes` (there so far); `resumed`: the same\
                         of bytes that an earlier attempt received
                        - `stalled`: `layer`, `size`, `bytes`, `seconds` (nothing has moved for so\
                         long)
                        - `mounted`: `layer`, `size`, `from`; `skipped`: `layer`, `size` (push\
                         only)
                        - `retrying`: `layer` and `size`, or `reference`; `attempt`,\
                         `waitMillis` (until then), `reason`
                        - `pulled`: `reference`, `digest`, `imageId`, `status` (`new` or\
                         `up-to-date`); for a push `pushed`: `reference`, `digest`, `size`""")
                .example("lamina pull nginx", "Pull the tag latest from the default registry")
                .example(
                        "lamina pull --platform linux/arm64 debian:bookworm-slim",
                        "Pull for another platform")
                .example(
                        "lamina pull --progress json nginx | jq .event",
                        "Let a program follow the transfer")
                .build();
    }

    @Override
    public int run(Arguments arguments, Context context) throws IOException, UsageException {
        Progress.Mode mode = mode(arguments, context);
        Engine engine = context.engine();
        Reference reference = engine.reference(arguments.operands().getFirst());
        boolean all = arguments.isOn("all-tags");
        if (all && (reference.tag().isPresent() || reference.digest().isPresent())) {
            throw new UsageException(arguments.syntax(), "tag can't be used with --all-tags/-a");
        }
        Platform host = context.settings().platform();
        PullOptions options =
                arguments
                        .optional("platform")
                        .map(platform -> PullOptions.of(Platform.parse(platform, host)))
                        .orElse(PullOptions.DEFAULT);
        context.interruptOnSignal();
        if (all) {
            pullAll(reference, options, mode, context);
        } else {
            if (saysDefaultTag(mode, reference)) {
                context.out().println("Using default tag: " + Reference.DEFAULT_TAG);
                context.out().flush();
            }
            PullResult result = pullOne(reference, options, mode, context, arguments);
            PullOutput.print(context.out(), mode, result);
        }
        return ExitStatus.OK.code();
    }

    /// A file or directory that is called as the image that is not there was probably meant.
    private static PullResult pullOne(
            Reference reference,
            PullOptions options,
            Progress.Mode mode,
            Context context,
            Arguments arguments)
            throws IOException {
        try {
            return pull(reference.withDefaultTag(), options, mode, context);
        } catch (NotFoundException | RegistryException e) {
            String name = arguments.operands().getFirst();
            boolean answered = !(e instanceof RegistryException refusal) || refusal.status() > 0;
            if (answered && Files.exists(Path.of(name))) {
                throw new CommandFailedException(
                        e.getMessage()
                                + ": there is a file or directory '"
                                + name
                                + "' here, but images are pulled from registries");
            }
            throw e;
        }
    }

    private static PullResult pull(
            Reference reference, PullOptions options, Progress.Mode mode, Context context)
            throws IOException {
        Engine engine = context.engine();
        PullResult result;
        try (Progress progress =
                Progress.of(
                        mode,
                        Direction.PULL,
                        context.console(),
                        context.environment(),
                        context.clock())) {
            result = engine.pull(reference, options, progress);
        }
        if (options.equals(PullOptions.DEFAULT)) {
            String id = result.imageId().toString();
            PlatformWarning.print(engine.image(id).config().platform(), context);
        }
        return result;
    }

    /// Pulls one tag after the other.
    private static void pullAll(
            Reference repository, PullOptions options, Progress.Mode mode, Context context)
            throws IOException {
        var results = new ArrayList<PullResult>();
        for (String tag : context.engine().remoteTags(repository)) {
            PullResult result = pull(repository.withTag(tag), options, mode, context);
            PullOutput.printOne(context.out(), mode, result);
            results.add(result);
        }
        PullOutput.printAll(context.out(), mode, repository, results);
    }

    static Progress.Mode mode(Arguments arguments, Context context) {
        Progress.Mode mode = Progress.Mode.parse(arguments.text("progress"));
        return arguments.isOn("quiet")
                ? Progress.Mode.QUIET
                : mode.settled(context.console(), context.environment());
    }

    static boolean saysDefaultTag(Progress.Mode mode, Reference reference) {
        return mode != Progress.Mode.QUIET
                && mode != Progress.Mode.JSON
                && reference.tag().isEmpty()
                && reference.digest().isEmpty();
    }
}

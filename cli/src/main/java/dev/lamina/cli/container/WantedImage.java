package dev.lamina.cli.container;

import dev.lamina.cli.command.Console;
import dev.lamina.cli.command.Context;
import dev.lamina.cli.command.PlatformWarning;
import dev.lamina.cli.progress.Direction;
import dev.lamina.cli.progress.Progress;
import dev.lamina.engine.Engine;
import dev.lamina.engine.value.image.ImageDetails;
import dev.lamina.engine.value.image.PullOptions;
import dev.lamina.image.NotFoundException;
import dev.lamina.image.Reference;

import java.io.IOException;

/// The image that a container shall be made of.
final class WantedImage {

    private final String name;
    private final Context context;

    WantedImage(String name, Context context) {
        this.name = name;
        this.context = context;
    }

    /// Pulls the image if the store does not have it, and says so on stderr: stdout is the
    /// container's. Warns of one that is for another platform.
    void pullUnlessThere() throws IOException {
        Engine engine = context.engine();
        ImageDetails image = image(engine);
        PlatformWarning.print(image.config().platform(), context);
    }

    private ImageDetails image(Engine engine) throws IOException {
        try {
            return engine.image(name);
        } catch (NotFoundException e) {
            Reference reference = engine.reference(name).withDefaultTag();
            Console console = context.console();
            console.err().println("Unable to find image '" + reference.familiar() + "' locally");
            Console onErr = Console.of(console.in(), console.err(), console.err());
            try (Progress progress =
                    Progress.of(
                            mode(console),
                            Direction.PULL,
                            onErr,
                            context.environment(),
                            context.clock())) {
                engine.pull(reference, PullOptions.DEFAULT, progress);
            }
            onErr.flush();
            return engine.image(name);
        }
    }

    /// The bars of a pull, where somebody sees them.
    private Progress.Mode mode(Console console) {
        boolean dumb = "dumb".equals(context.environment().get("TERM"));
        return console.errIsTerminal() && !dumb ? Progress.Mode.TTY : Progress.Mode.PLAIN;
    }
}

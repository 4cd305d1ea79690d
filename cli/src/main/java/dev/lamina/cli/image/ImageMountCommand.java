package dev.lamina.cli.image;

import dev.lamina.cli.command.Command;
import dev.lamina.cli.command.Context;
import dev.lamina.cli.command.ExitStatus;
import dev.lamina.cli.option.Arguments;
import dev.lamina.cli.option.Flag;
import dev.lamina.cli.option.Formats;
import dev.lamina.cli.option.Syntax;
import dev.lamina.docker.list.Listing;

import java.io.IOException;
import java.util.List;

/// `lamina mount`
public final class ImageMountCommand implements Command {

    private static final List<String> COLUMNS = List.of("ID", "Image", "MountPoint");

    @Override
    public Syntax syntax() {
        return Syntax.builder(
                        "image mount",
                        "Mount an image read-only and print the directory, or list the mounts")
                .aliases("mount")
                .operands("[IMAGE]", 0, 1)
                .flag(Formats.list())
                .flag(Flag.toggle("no-trunc", "Don't truncate output"))
                .description(
                        "The image stays mounted until `lamina umount`. Needs root, and only root"
                                + " gets to the directory. Set-user-ID bits count for nothing"
                                + " there, and device nodes cannot be opened.\n\n"
                                + "Without an image, the mounts are listed. Fields for templates:"
                                + " .ID, .Image, .MountPoint.")
                .example("ls \"$(lamina mount nginx)\"/etc/nginx", "Look into an image")
                .example("lamina mount", "List what is mounted")
                .build();
    }

    @Override
    public int run(Arguments arguments, Context context) throws IOException {
        if (!arguments.operands().isEmpty()) {
            context.out().println(context.engine().mount(arguments.operands().getFirst()));
            return ExitStatus.OK.code();
        }
        boolean fullIds = arguments.isOn("no-trunc");
        List<MountRow> rows =
                context.engine().mounts().stream()
                        .map(mount -> new MountRow(mount, fullIds))
                        .toList();
        new Listing(MountRow.HEADERS, COLUMNS)
                .write(context.console(), arguments.text("format"), rows);
        return ExitStatus.OK.code();
    }
}

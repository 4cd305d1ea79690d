package dev.lamina.cli.debug;

import dev.lamina.cli.command.Command;
import dev.lamina.cli.command.Context;
import dev.lamina.cli.command.ExitStatus;
import dev.lamina.cli.option.Arguments;
import dev.lamina.cli.option.Flag;
import dev.lamina.cli.option.Syntax;
import dev.lamina.engine.Engine;
import dev.lamina.image.tree.Dump;

import java.io.IOException;

/// `lamina debug dump`
public final class DebugDumpCommand implements Command {

    @Override
    public Syntax syntax() {
        return Syntax.builder("debug dump", "Print every file of an image, one line each")
                .operands("IMAGE", 1, 1)
                .flag(Flag.toggle("sizes", "Only the sizes of files, not their digests"))
                .description(
                        "The lines say type, mode, owner, time, link target, attributes, device"
                                + " numbers, hard links and content. Two images with the same lines"
                                + " show a container the same.")
                .example("lamina debug dump nginx > nginx.dump", "Keep what an image holds")
                .example(
                        "lamina debug dump --sizes nginx | head",
                        "Look at it without reading files")
                .build();
    }

    @Override
    public int run(Arguments arguments, Context context) throws IOException {
        Engine engine = context.engine();
        Dump.write(
                engine.tree(arguments.operands().getFirst()),
                arguments.isOn("sizes") ? Dump.SIZES : Dump.digests(engine::openFile),
                new AbsoluteLines(context.out()));
        return ExitStatus.OK.code();
    }
}

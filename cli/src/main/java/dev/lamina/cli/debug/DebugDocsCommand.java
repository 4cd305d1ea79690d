package dev.lamina.cli.debug;

import dev.lamina.cli.command.Command;
import dev.lamina.cli.command.CommandFailedException;
import dev.lamina.cli.command.Context;
import dev.lamina.cli.command.ExitStatus;
import dev.lamina.cli.option.Arguments;
import dev.lamina.cli.option.Flag;
import dev.lamina.cli.option.Syntax;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Function;

/// `lamina debug docs`
public final class DebugDocsCommand implements Command {

    private final Function<DocumentForm, Map<String, String>> pages;

    /// Creates the command.
    ///
    /// @param pages the text of each page, by file name
    public DebugDocsCommand(Function<DocumentForm, Map<String, String>> pages) {
        this.pages = pages;
    }

    @Override
    public Syntax syntax() {
        return Syntax.builder("debug docs", "Write the pages about all commands")
                .operands("DIRECTORY", 1, 1)
                .flag(
                        Flag.text(
                                        "form",
                                        "form",
                                        "What for: markdown, man (section 1 of the manual) or"
                                                + " completion (of bash, zsh and fish)")
                                .withDefault("markdown"))
                .description(
                        "The pages of `docs/commands` are written so, and what `scripts/package`"
                                + " installs beside the program.")
                .example("lamina debug docs docs/commands", "Renew the pages")
                .example(
                        "lamina debug docs --form man /usr/local/share/man/man1",
                        "Write the manual")
                .build();
    }

    @Override
    public int run(Arguments arguments, Context context) throws IOException {
        Path directory = Path.of(arguments.operands().getFirst());
        if (!Files.isDirectory(directory)) {
            throw new CommandFailedException(directory + ": expected a directory");
        }
        DocumentForm form = DocumentForm.parse(arguments.text("form"));
        for (Map.Entry<String, String> page : pages.apply(form).entrySet()) {
            Files.writeString(directory.resolve(page.getKey()), page.getValue());
        }
        return ExitStatus.OK.code();
    }
}

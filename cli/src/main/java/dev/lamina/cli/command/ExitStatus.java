package dev.lamina.cli.command;

/// The meaning of each exit status. The page `docs/commands/exit-status.md` shows this table.
public enum ExitStatus {
    OK(0, "Done."),
    FAILED(1, "It could not be done; stderr says why in one line that begins with `lamina:`."),
    USAGE(2, "Unknown command or flag, or wrong arguments (`run` has 125 for this)."),
    RUN_FAILED(125, "`run`: the container could not be made or started; wrong usage of `run`."),
    NOT_EXECUTABLE(
            126,
            "`run`: the command in the container cannot be executed: no program for this machine,"
                    + " or not for this user."),
    NOT_FOUND(
            127,
            "`run`: the image has no such command, or not the program that the command needs."),
    INTERRUPTED(130, "Ended by Ctrl-C; what was half done is swept or resumed later.");

    private final int code;
    private final String meaning;

    ExitStatus(int code, String meaning) {
        this.code = code;
        this.meaning = meaning;
    }

    public int code() {
        return code;
    }

    /// One sentence of Markdown.
    public String meaning() {
        return meaning;
    }
}

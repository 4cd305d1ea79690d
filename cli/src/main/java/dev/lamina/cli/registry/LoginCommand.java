package dev.lamina.cli.registry;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.lamina.cli.command.Command;
import dev.lamina.cli.command.CommandFailedException;
import dev.lamina.cli.command.Context;
import dev.lamina.cli.command.ExitStatus;
import dev.lamina.cli.option.Arguments;
import dev.lamina.cli.option.Flag;
import dev.lamina.cli.option.Syntax;

import java.io.IOException;

/// `lamina login`
public final class LoginCommand implements Command {

    /// Longer than any token; what is longer is no password.
    private static final int MAX_INPUT = 64 * 1024;

    @Override
    public Syntax syntax() {
        return Syntax.builder("login", "Authenticate to a registry")
                .operands("[SERVER]", 0, 1)
                .flag(Flag.text("username", 'u', "string", "Username"))
                .flag(Flag.text("password", 'p', "string", "Password or token (others can see it)"))
                .flag(Flag.toggle("password-stdin", "Take the password from standard input"))
                .description(
                        "Without a server, the default registry is meant. The credentials are kept"
                                + " where Docker keeps them: by the credential helper that its"
                                + " `config.json` names, else in that file.")
                .example("lamina login -u me registry.example.org", "Log in; asks for the password")
                .example(
                        "lamina login -u me --password-stdin registry.example.org < password.txt",
                        "Log in from a script")
                .build();
    }

    @Override
    public int run(Arguments arguments, Context context) throws IOException {
        Server server = Server.of(arguments.operands(), context.engine().defaultRegistry());
        if (arguments.isGiven("password") && arguments.isOn("password-stdin")) {
            throw new CommandFailedException(
                    "--password and --password-stdin are mutually exclusive");
        }
        if (arguments.isOn("password-stdin") && !arguments.isGiven("username")) {
            throw new CommandFailedException("Must provide --username with --password-stdin");
        }
        String user = user(arguments, context);
        String password = password(arguments, context);
        if (user.isEmpty() || password.isEmpty()) {
            throw new CommandFailedException("login: expected a username and a password");
        }
        context.engine().login(server.registry(), user, password);
        context.out().println("Login Succeeded");
        return ExitStatus.OK.code();
    }

    private static String user(Arguments arguments, Context context) throws IOException {
        if (arguments.isGiven("username")) {
            return arguments.text("username");
        }
        String typed = prompt(context, "Username: ").readLine("");
        return typed == null ? "" : typed.strip();
    }

    private static String password(Arguments arguments, Context context) throws IOException {
        if (arguments.isOn("password-stdin")) {
            byte[] input = context.console().in().readNBytes(MAX_INPUT);
            return new String(input, UTF_8).replaceFirst("\r?\n$", "");
        }
        if (arguments.isGiven("password")) {
            context.console()
                    .err()
                    .println(
                            "WARNING! Using --password via the CLI is insecure. Use"
                                    + " --password-stdin.");
            return arguments.text("password");
        }
        char[] typed = prompt(context, "Password: ").readPassword("");
        return typed == null ? "" : new String(typed);
    }

    private static java.io.Console prompt(Context context, String question) throws IOException {
        java.io.Console console = context.console().inIsTerminal() ? System.console() : null;
        if (console == null) {
            throw new CommandFailedException(
                    "Cannot perform an interactive login from a non TTY device: give --username and"
                            + " --password-stdin");
        }
        context.console().err().print(question);
        context.console().flush();
        return console;
    }
}

package dev.lamina.cli.registry;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.lamina.cli.command.Command;
import dev.lamina.cli.command.CommandFailedException;
import dev.lamina.cli.command.Context;
import dev.lamina.cli.command.ExitStatus;
import dev.lamina.cli.option.Arguments;
import dev.lamina.cli.option.Flag;
import dev.lamina.cli.option.Syntax;
import dev.lamina.docker.format.Printable;
import dev.lamina.registry.RegistryException;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Optional;

/// `lamina login`
public final class LoginCommand implements Command {

    /// Longer than any token; what is longer is no password.
    private static final int MAX_INPUT = 64 * 1024;

    private static final int UNAUTHORIZED = 401;

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
                                + " `config.json` names, else in that file, unencrypted. Without a user"
                                + " name those that are kept are tried first.")
                .example("lamina login -u me registry.example.org", "Log in; asks for the password")
                .example(
                        "lamina login -u me --password-stdin registry.example.org < password.txt",
                        "Log in from a script")
                .build();
    }

    @Override
    public int run(Arguments arguments, Context context) throws IOException {
        Server server =
                Server.of(arguments.operands(), context.engineForRegistries().defaultRegistry());
        if (arguments.isGiven("password") && arguments.isOn("password-stdin")) {
            throw new CommandFailedException(
                    "--password and --password-stdin are mutually exclusive");
        }
        if (arguments.isOn("password-stdin") && !arguments.isGiven("username")) {
            throw new CommandFailedException("Must provide --username with --password-stdin");
        }
        boolean anyUser = !arguments.isGiven("username") && !arguments.isGiven("password");
        if (!anyUser || !isKnown(server.registry(), context)) {
            login(server.registry(), arguments, context);
        }
        context.out().println("Login Succeeded");
        return ExitStatus.OK.code();
    }

    /// Tries the credentials that are kept. If they are refused the user is asked for others.
    private static boolean isKnown(String registry, Context context) throws IOException {
        Optional<String> user = context.engineForRegistries().knownUser(registry);
        if (user.isEmpty()) {
            return false;
        }
        PrintStream err = context.console().err();
        err.println(
                "Authenticating with existing credentials... [Username: "
                        + Printable.line(user.get())
                        + "]");
        try {
            context.engineForRegistries().loginAsKnownUser(registry);
            return true;
        } catch (RegistryException e) {
            if (e.status() != UNAUTHORIZED) {
                throw e;
            }
            err.println("Stored credentials invalid or expired");
            return false;
        }
    }

    private static void login(String registry, Arguments arguments, Context context)
            throws IOException {
        String user = user(arguments, context);
        if (user.isEmpty()) {
            throw new CommandFailedException("Non-null Username Required");
        }
        String password = password(arguments, context);
        if (password.isEmpty()) {
            throw new CommandFailedException("Password Required");
        }
        Optional<Path> file = context.engineForRegistries().login(registry, user, password);
        if (file.isPresent()) {
            context.console()
                    .err()
                    .println(
                            "\nWARNING! Your credentials are stored unencrypted in '"
                                    + Printable.line(file.get().toString())
                                    + "'.\nConfigure a credential helper to remove this warning:"
                                    + " set credsStore in that file.\n");
        }
    }

    private static String user(Arguments arguments, Context context) throws IOException {
        if (arguments.isGiven("username")) {
            return arguments.text("username").strip();
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

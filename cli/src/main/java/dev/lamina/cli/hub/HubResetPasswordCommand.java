package dev.lamina.cli.hub;

import dev.lamina.cli.command.Command;
import dev.lamina.cli.command.Context;
import dev.lamina.cli.option.Arguments;
import dev.lamina.cli.option.Flag;
import dev.lamina.cli.option.Syntax;
import dev.lamina.hub.Upkeep;

import java.io.IOException;
import java.util.Optional;

/// `lamina hub reset-password`
public final class HubResetPasswordCommand implements Command {

    @Override
    public Syntax syntax() {
        return HubStorageFlags.addTo(
                        Syntax.builder(
                                "hub reset-password",
                                "Give an account of a hub a new password, and print it"))
                .flag(
                        Flag.text(
                                "password-file",
                                "file",
                                "Has the new password (default: a random one, which is printed and"
                                        + " is to be changed at the next login)"))
                .flag(Flag.toggle("end-tokens", "End all access tokens of the account, too"))
                .operands("[ACCOUNT]", 0, 1)
                .description(
                        "For who has lost the password; without a name it is that of admin. Works beside"
                                + " a running hub. Whoever is logged in with the old password is logged"
                                + " out; personal access tokens stay, unless --end-tokens ends"
                                + " them.")
                .example("lamina hub reset-password", "Let the administrator in again")
                .example(
                        "lamina hub reset-password --password-file new.txt alice",
                        "Give alice the password in a file")
                .build();
    }

    @Override
    public int run(Arguments arguments, Context context) throws IOException {
        String name = arguments.operands().isEmpty() ? "admin" : arguments.operands().getFirst();
        Optional<String> file = arguments.optional("password-file");
        Optional<String> given =
                file.isPresent() ? HubStorageFlags.secret(file, "", context) : Optional.empty();
        Optional<String> random =
                new Upkeep(
                                HubStorageFlags.data(arguments, context),
                                HubStorageFlags.read(arguments, context))
                        .resetPassword(name, given, arguments.isOn("end-tokens"));
        random.ifPresent(context.out()::println);
        context.console()
                .err()
                .println(
                        random.isPresent()
                                ? "Change this password of " + name + " at the next login"
                                : "Changed the password of " + name);
        return 0;
    }
}

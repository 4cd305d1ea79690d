package dev.lamina.cli.registry;

import dev.lamina.cli.command.Command;
import dev.lamina.cli.command.Context;
import dev.lamina.cli.command.ExitStatus;
import dev.lamina.cli.option.Arguments;
import dev.lamina.cli.option.Syntax;

import java.io.IOException;

/// `lamina logout`
public final class LogoutCommand implements Command {

    @Override
    public Syntax syntax() {
        return Syntax.builder("logout", "Log out from a registry")
                .operands("[SERVER]", 0, 1)
                .description("Without a server, the default registry is meant.")
                .example("lamina logout registry.example.org", "Forget the credentials")
                .build();
    }

    @Override
    public int run(Arguments arguments, Context context) throws IOException {
        Server server =
                Server.of(arguments.operands(), context.engineForRegistries().defaultRegistry());
        boolean known = context.engineForRegistries().logout(server.registry());
        context.out()
                .println(
                        (known ? "Removing login credentials for " : "Not logged in to ")
                                + server.shown());
        return ExitStatus.OK.code();
    }
}

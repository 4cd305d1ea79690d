package dev.lamina.cli.hub;

import dev.lamina.cli.command.Context;
import dev.lamina.cli.option.Arguments;
import dev.lamina.cli.option.Flag;
import dev.lamina.cli.option.Syntax;
import dev.lamina.hub.settings.PeopleSettings;
import dev.lamina.hub.settings.SignUpMode;

import java.io.IOException;

/// The flags of `hub serve` that say who may use it, and where people find it.
final class HubPeopleFlags {

    static final String PASSWORD_VARIABLE = "LAMINA_HUB_ADMIN_PASSWORD";

    private HubPeopleFlags() {}

    static Syntax.Builder addTo(Syntax.Builder syntax) {
        return syntax.flag(
                        Flag.toggle(
                                "anonymous-push",
                                "Let everybody push and delete without an account, for trials on"
                                        + " loopback"))
                .flag(
                        Flag.text(
                                "admin-password-file",
                                "file",
                                "Has the password of the first administrator (default: a random one,"
                                        + " which is printed once)"))
                .flag(
                        Flag.text("sign-up", "mode", "Who may sign up: open, invitation or closed")
                                .withDefault("invitation"))
                .flag(
                        Flag.text(
                                "public-address",
                                "url",
                                "Where clients reach the hub, like https://hub.example.com"));
    }

    static PeopleSettings read(Arguments arguments, Context context) throws IOException {
        return new PeopleSettings(
                SignUpMode.parse(arguments.text("sign-up")),
                HubStorageFlags.secret(
                        arguments.optional("admin-password-file"), PASSWORD_VARIABLE, context));
    }
}

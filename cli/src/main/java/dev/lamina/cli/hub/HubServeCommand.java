package dev.lamina.cli.hub;

import dev.lamina.cli.command.Command;
import dev.lamina.cli.command.Context;
import dev.lamina.cli.command.ExitStatus;
import dev.lamina.cli.option.Arguments;
import dev.lamina.cli.option.Flag;
import dev.lamina.cli.option.Syntax;
import dev.lamina.hub.Hub;
import dev.lamina.hub.HubSettings;
import dev.lamina.hub.PeopleSettings;
import dev.lamina.hub.SignUpMode;
import dev.lamina.linux.Signals;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.regex.Pattern;

/// `lamina hub serve`
public final class HubServeCommand implements Command {

    private static final String PASSWORD_VARIABLE = "LAMINA_HUB_ADMIN_PASSWORD";

    private static final Pattern ADDRESS =
            Pattern.compile("https?://[A-Za-z0-9.-]{1,253}(:\\d{1,5})?");

    @Override
    public Syntax syntax() {
        Syntax.Builder syntax =
                Syntax.builder("hub serve", "Serve images to others, until it is interrupted")
                        .flag(
                                Flag.text("listen", "host:port", "Where to listen")
                                        .withDefault("127.0.0.1:" + HubSettings.DEFAULT_PORT));
        return HubOperationFlags.addTo(HubStorageFlags.addTo(syntax))
                .flag(
                        Flag.toggle(
                                "blob-redirects",
                                "Send clients to the object store for the bytes of blobs, by signed"
                                        + " addresses"))
                .flag(
                        Flag.toggle(
                                "anonymous-push",
                                "Let everybody push and delete without an account, for trials"))
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
                                "Where clients reach the hub, like https://hub.example.com"))
                .description(
                        "Speaks the OCI distribution protocol, so that any client can pull and push."
                                + " Everybody may pull what is public; pushing needs an account. The"
                                + " first start makes the account admin, and prints its password"
                                + " unless --admin-password-file or the variable "
                                + PASSWORD_VARIABLE
                                + " has one. /health tells whether the hub works. SIGHUP begins a"
                                + " new access log and reads the certificate again.")
                .example("lamina hub serve", "Serve this machine")
                .example("lamina hub serve --anonymous-push", "Try it out: nobody needs an account")
                .example(
                        "lamina hub serve --listen :5000 --data /srv/hub",
                        "Serve the network from a directory of images")
                .build();
    }

    @Override
    public int run(Arguments arguments, Context context) throws IOException {
        InetSocketAddress listen = HubSettings.parseListen(arguments.text("listen"));
        Path data = HubStorageFlags.data(arguments, context);
        HubSettings settings =
                HubSettings.of(listen, data.toAbsolutePath())
                        .withAnonymousPush(arguments.isOn("anonymous-push"))
                        .withPeople(people(arguments, context))
                        .withOperations(HubOperationFlags.read(arguments, context))
                        .withStorage(HubStorageFlags.read(arguments, context));
        if (arguments.isOn("blob-redirects")) {
            if (arguments.optional("blobs").isEmpty()) {
                throw new IllegalArgumentException("--blob-redirects: expected --blobs, too");
            }
            settings = settings.withStorage(settings.storage().withBlobLinks());
        }
        if (arguments.optional("public-address").isPresent()) {
            settings = settings.withPublicAddress(publicAddress(arguments));
        }
        context.interruptOnSignal();
        try (Hub hub = Hub.start(settings)) {
            Signals.handle("HUP", _ -> hub.refresh());
            InetSocketAddress address = hub.address();
            String host = address.getAddress().getHostAddress();
            context.out()
                    .println("The hub listens on " + host + ":" + address.getPort() + ": " + data);
            hub.firstPassword().ifPresent(password -> printPassword(password, context));
            context.console().flush();
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return ExitStatus.OK.code();
    }

    private static void printPassword(String password, Context context) {
        context.out()
                .println(
                        "The account admin was made. Its password, to be changed at the first login:");
        context.out().println("  " + password);
    }

    private static PeopleSettings people(Arguments arguments, Context context) throws IOException {
        return new PeopleSettings(
                SignUpMode.parse(arguments.text("sign-up")),
                HubStorageFlags.secret(
                        arguments.optional("admin-password-file"), PASSWORD_VARIABLE, context));
    }

    private static String publicAddress(Arguments arguments) {
        String text = arguments.text("public-address");
        if (!ADDRESS.matcher(text).matches()) {
            throw new IllegalArgumentException(
                    "--public-address: expected http:// or https://, a host and maybe a port, got '"
                            + text
                            + "'");
        }
        return text;
    }
}

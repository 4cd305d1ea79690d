package dev.lamina.cli.hub;

import dev.lamina.cli.command.Command;
import dev.lamina.cli.command.Context;
import dev.lamina.cli.command.ExitStatus;
import dev.lamina.cli.option.Arguments;
import dev.lamina.cli.option.Flag;
import dev.lamina.cli.option.Syntax;
import dev.lamina.hub.Hub;
import dev.lamina.hub.settings.HubSettings;
import dev.lamina.hub.settings.StorageSettings;
import dev.lamina.linux.Signals;

import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/// `lamina hub serve`
public final class HubServeCommand implements Command {

    @Override
    public Syntax syntax() {
        Syntax.Builder syntax =
                Syntax.builder("hub serve", "Serve images to others, until it is interrupted")
                        .flag(
                                Flag.text(
                                                "listen",
                                                "host:port",
                                                "Where to listen; :5000 means all addresses")
                                        .withDefault("127.0.0.1:" + HubSettings.DEFAULT_PORT));
        return HubPeopleFlags.addTo(HubOperationFlags.addTo(HubStorageFlags.addTo(syntax)))
                .flag(
                        Flag.toggle(
                                "blob-redirects",
                                "Send clients to the object store for the bytes of blobs, by signed"
                                        + " addresses"))
                .description(
                        "Speaks the OCI distribution protocol, so that any client can pull and push."
                                + " Everybody may pull what is public; pushing needs an account. The"
                                + " first start makes the account admin, and prints its password"
                                + " unless --admin-password-file or the variable "
                                + HubPeopleFlags.PASSWORD_VARIABLE
                                + " has one. /health tells whether the hub works. SIGHUP begins a"
                                + " new access log and reads the certificate again.")
                .example("lamina hub serve", "Serve this machine")
                .example("lamina hub serve --anonymous-push", "Try it out: nobody needs an account")
                .example(
                        "lamina hub serve --listen :443 --tls-certificate hub.pem --tls-key hub.key",
                        "Serve the network")
                .build();
    }

    @Override
    public int run(Arguments arguments, Context context) throws IOException {
        HubSettings settings = settings(arguments, context);
        context.interruptOnSignal();
        try (Hub hub = start(settings)) {
            Signals.handle("HUP", _ -> hub.refresh());
            InetSocketAddress address = hub.address();
            String host = address.getAddress().getHostAddress();
            context.out()
                    .println(
                            "The hub listens on "
                                    + host
                                    + ":"
                                    + address.getPort()
                                    + ": "
                                    + settings.data());
            hub.firstPassword().ifPresent(password -> printPassword(password, context));
            context.console().flush();
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return ExitStatus.OK.code();
    }

    private static Hub start(HubSettings settings) throws IOException {
        try {
            return Hub.start(settings);
        } catch (BindException e) {
            throw new IOException(
                    "hub serve: " + e.getMessage() + "; choose another with --listen HOST:PORT", e);
        }
    }

    /// Returns what the flags mean.
    ///
    /// @throws IllegalArgumentException if one is not of its form, or needs another
    static HubSettings settings(Arguments arguments, Context context) throws IOException {
        StorageSettings storage = HubStorageFlags.read(arguments, context);
        HubSettings settings =
                HubSettings.of(
                                HubSettings.parseListen(arguments.text("listen")),
                                HubStorageFlags.data(arguments, context))
                        .withPeople(HubPeopleFlags.read(arguments, context))
                        .withOperations(HubOperationFlags.read(arguments, context))
                        .withStorage(
                                arguments.isOn("blob-redirects")
                                        ? storage.withBlobLinks()
                                        : storage)
                        .withAnonymousPush(arguments.isOn("anonymous-push"));
        Optional<String> address = arguments.optional("public-address");
        settings = address.isPresent() ? settings.withPublicAddress(address.get()) : settings;
        settings.checkTransport();
        return settings;
    }

    private static void printPassword(String password, Context context) {
        context.out()
                .println(
                        "The account admin was made. Its password, to be changed at the first login:");
        context.out().println("  " + password);
    }
}

package dev.lamina.cli.hub;

import dev.lamina.cli.command.Command;
import dev.lamina.cli.command.Context;
import dev.lamina.cli.command.ExitStatus;
import dev.lamina.cli.option.Arguments;
import dev.lamina.cli.option.Flag;
import dev.lamina.cli.option.Syntax;
import dev.lamina.hub.Hub;
import dev.lamina.hub.HubSettings;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/// `lamina hub serve`
public final class HubServeCommand implements Command {

    @Override
    public Syntax syntax() {
        return Syntax.builder("hub serve", "Serve images to others, until it is interrupted")
                .flag(
                        Flag.text("listen", "host:port", "Where to listen")
                                .withDefault("127.0.0.1:" + HubSettings.DEFAULT_PORT))
                .flag(
                        Flag.text(
                                "data",
                                "directory",
                                "Where images are kept (default: lamina-hub beside the store)"))
                .flag(Flag.toggle("anonymous-push", "Let everybody push, also from other machines"))
                .description(
                        "Speaks the OCI distribution protocol, so that any client can pull and push."
                                + " A hub that listens on loopback only takes pushes; any other"
                                + " refuses them without --anonymous-push.")
                .example("lamina hub serve", "Serve this machine")
                .example(
                        "lamina hub serve --listen :5000 --data /srv/hub",
                        "Let the network pull from a directory of images")
                .build();
    }

    @Override
    public int run(Arguments arguments, Context context) throws IOException {
        InetSocketAddress listen = HubSettings.parseListen(arguments.text("listen"));
        Path data =
                arguments
                        .optional("data")
                        .map(Path::of)
                        .orElseGet(() -> context.settings().root().resolveSibling("lamina-hub"));
        HubSettings settings =
                HubSettings.of(listen, data.toAbsolutePath())
                        .withAnonymousPush(arguments.isOn("anonymous-push"));
        context.interruptOnSignal();
        try (Hub hub = Hub.start(settings)) {
            InetSocketAddress address = hub.address();
            String host = address.getAddress().getHostAddress();
            context.out()
                    .println("The hub listens on " + host + ":" + address.getPort() + ": " + data);
            context.console().flush();
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return ExitStatus.OK.code();
    }
}

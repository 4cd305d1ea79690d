package dev.lamina.cli.hub;

import dev.lamina.cli.command.Context;
import dev.lamina.cli.option.Arguments;
import dev.lamina.cli.option.Flag;
import dev.lamina.cli.option.Syntax;
import dev.lamina.hub.settings.OperationSettings;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// The flags of `hub serve` that are for whoever runs it.
final class HubOperationFlags {

    private HubOperationFlags() {}

    static Syntax.Builder addTo(Syntax.Builder syntax) {
        return syntax.flag(
                        Flag.text(
                                        "access-log",
                                        "file",
                                        "Gets a line of JSON for each request: a file, - for"
                                                + " standard output, or off")
                                .withDefault("off"))
                .flag(
                        Flag.text("metrics", "whom", "Who may see /metrics: loopback or public")
                                .withDefault("loopback"))
                .flag(
                        Flag.text(
                                "tls-certificate",
                                "file",
                                "Certificates in PEM form, the hub's first: serves HTTPS; read"
                                        + " again when it changes"))
                .flag(Flag.text("tls-key", "file", "The certificate's private key in PEM form"))
                .flag(
                        Flag.toggle(
                                "plain-http",
                                "Speak HTTP without TLS also where other machines reach the hub:"
                                        + " passwords go over the network as they are"))
                .flag(
                        Flag.toggle(
                                "behind-proxy",
                                "Believe X-Forwarded-For and X-Forwarded-Proto of a proxy on this"
                                        + " machine, or of --trusted-proxies"))
                .flag(
                        Flag.text(
                                "trusted-proxies",
                                "networks",
                                "Which proxies --behind-proxy believes: addresses and networks like"
                                        + " 192.0.2.0/24, with commas between; nobody else"));
    }

    static OperationSettings read(Arguments arguments, Context context) {
        OperationSettings settings =
                OperationSettings.DEFAULT
                        .withPublicMetrics(metricsArePublic(arguments))
                        .withPlainHttp(arguments.isOn("plain-http"));
        settings = withProxies(settings, arguments);
        return withTls(withAccessLog(settings, arguments.text("access-log"), context), arguments);
    }

    private static OperationSettings withProxies(OperationSettings settings, Arguments arguments) {
        Optional<String> proxies = arguments.optional("trusted-proxies");
        if (!arguments.isOn("behind-proxy")) {
            if (proxies.isPresent()) {
                throw new IllegalArgumentException(
                        "--trusted-proxies: expected --behind-proxy, too");
            }
            return settings;
        }
        return proxies.isPresent()
                ? settings.withProxies(List.of(proxies.get().split(",", -1)))
                : settings.withProxy(true);
    }

    private static OperationSettings withTls(OperationSettings settings, Arguments arguments) {
        Optional<Path> certificate = arguments.optional("tls-certificate").map(Path::of);
        Optional<Path> key = arguments.optional("tls-key").map(Path::of);
        if (certificate.isPresent() != key.isPresent()) {
            throw new IllegalArgumentException(
                    "--tls-certificate and --tls-key: expected both or none, got one");
        }
        return certificate.isEmpty()
                ? settings
                : settings.withTls(certificate.get().toAbsolutePath(), key.get().toAbsolutePath());
    }

    private static OperationSettings withAccessLog(
            OperationSettings settings, String target, Context context) {
        return switch (target) {
            case "", "off" -> settings;
            case "-" -> settings.withAccessLog(context.out());
            default -> settings.withAccessLog(Path.of(target).toAbsolutePath());
        };
    }

    private static boolean metricsArePublic(Arguments arguments) {
        return switch (arguments.text("metrics")) {
            case "loopback" -> false;
            case "public" -> true;
            default ->
                    throw new IllegalArgumentException(
                            "--metrics: expected loopback or public, got '"
                                    + arguments.text("metrics")
                                    + "'");
        };
    }
}

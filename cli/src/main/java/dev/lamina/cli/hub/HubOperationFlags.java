package dev.lamina.cli.hub;

import dev.lamina.cli.command.Context;
import dev.lamina.cli.option.Arguments;
import dev.lamina.hub.OperationSettings;

import java.nio.file.Path;

/// The flags of `hub serve` that are for whoever runs it.
final class HubOperationFlags {

    private HubOperationFlags() {}

    static OperationSettings read(Arguments arguments, Context context) {
        return withAccessLog(
                OperationSettings.DEFAULT.withPublicMetrics(metricsArePublic(arguments)),
                arguments.text("access-log"),
                context);
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

package dev.lamina.cli;

import dev.lamina.cli.command.Command;
import dev.lamina.cli.container.ContainerDiffCommand;
import dev.lamina.cli.container.ContainerKillCommand;
import dev.lamina.cli.container.ContainerLsCommand;
import dev.lamina.cli.container.ContainerRmCommand;
import dev.lamina.cli.container.ContainerRunCommand;
import dev.lamina.cli.container.ContainerStopCommand;
import dev.lamina.cli.debug.DebugDocsCommand;
import dev.lamina.cli.debug.DebugDumpCommand;
import dev.lamina.cli.debug.DebugNamesCommand;
import dev.lamina.cli.demo.DemoCommand;
import dev.lamina.cli.hub.HubBackupCommand;
import dev.lamina.cli.hub.HubResetPasswordCommand;
import dev.lamina.cli.hub.HubRestoreCommand;
import dev.lamina.cli.hub.HubScrubCommand;
import dev.lamina.cli.hub.HubServeCommand;
import dev.lamina.cli.image.ImageHistoryCommand;
import dev.lamina.cli.image.ImageLsCommand;
import dev.lamina.cli.image.ImageMountCommand;
import dev.lamina.cli.image.ImagePullCommand;
import dev.lamina.cli.image.ImagePushCommand;
import dev.lamina.cli.image.ImageRmCommand;
import dev.lamina.cli.image.ImageTagCommand;
import dev.lamina.cli.image.ImageUnmountCommand;
import dev.lamina.cli.inspect.ContainerInspectCommand;
import dev.lamina.cli.inspect.ImageInspectCommand;
import dev.lamina.cli.inspect.InspectCommand;
import dev.lamina.cli.registry.LoginCommand;
import dev.lamina.cli.registry.LogoutCommand;
import dev.lamina.cli.system.FactsCommand;
import dev.lamina.cli.system.VersionCommand;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// The table of all commands. Only the one that is called is loaded.
final class CommandTable {

    /// The paths of all commands that are shown, in the order of the overview. Those of one word come
    /// first. Only `debug names` is not: shells ask it.
    static final List<String> PATHS =
            List.of(
                    "image pull",
                    "image push",
                    "image ls",
                    "image history",
                    "image inspect",
                    "image tag",
                    "image rm",
                    "image mount",
                    "image umount",
                    "container run",
                    "container ls",
                    "container inspect",
                    "container diff",
                    "container rm",
                    "container stop",
                    "container kill",
                    "inspect",
                    "hub serve",
                    "hub backup",
                    "hub restore",
                    "hub scrub",
                    "hub reset-password",
                    "login",
                    "logout",
                    "demo",
                    "info",
                    "version",
                    "debug dump",
                    "debug docs");

    private CommandTable() {}

    /// A command, and the words after its name.
    record Match(Command command, List<String> rest) {}

    /// Finds the command that a command line begins with; the longest name wins.
    static @Nullable Match find(List<String> words) {
        if (words.size() > 1) {
            Command command = create(words.get(0) + " " + words.get(1));
            if (command != null) {
                return new Match(command, words.subList(2, words.size()));
            }
        }
        Command command = create(words.getFirst());
        return command == null ? null : new Match(command, words.subList(1, words.size()));
    }

    /// Tells whether a word only begins commands.
    static boolean isGroup(String word) {
        return switch (word) {
            case "image", "container", "hub", "debug" -> true;
            default -> false;
        };
    }

    /// Makes the command of a path or an alias; null if there is none.
    static @Nullable Command create(String path) {
        return switch (path) {
            case "image pull", "pull" -> new ImagePullCommand();
            case "image push", "push" -> new ImagePushCommand();
            case "image ls", "images", "image list" -> new ImageLsCommand();
            case "image history", "history" -> new ImageHistoryCommand();
            case "image inspect" -> new ImageInspectCommand();
            case "inspect" -> new InspectCommand();
            case "image tag", "tag" -> new ImageTagCommand();
            case "image rm", "rmi", "image remove" -> new ImageRmCommand();
            case "image mount", "mount" -> new ImageMountCommand();
            case "image umount", "umount", "unmount", "image unmount" -> new ImageUnmountCommand();
            case "container run", "run" -> new ContainerRunCommand();
            case "container ls", "ps", "container list", "container ps" -> new ContainerLsCommand();
            case "container diff", "diff" -> new ContainerDiffCommand();
            case "container inspect" -> new ContainerInspectCommand();
            case "container rm", "rm", "container remove" -> new ContainerRmCommand();
            case "container stop", "stop" -> new ContainerStopCommand();
            case "container kill", "kill" -> new ContainerKillCommand();
            case "hub serve" -> new HubServeCommand();
            case "hub backup" -> new HubBackupCommand();
            case "hub restore" -> new HubRestoreCommand();
            case "hub scrub" -> new HubScrubCommand();
            case "hub reset-password" -> new HubResetPasswordCommand();
            case "login" -> new LoginCommand();
            case "logout" -> new LogoutCommand();
            case "debug dump" -> new DebugDumpCommand();
            case "debug docs" -> new DebugDocsCommand(Pages::of);
            case "debug names" -> new DebugNamesCommand();
            case "demo" -> new DemoCommand();
            case "info" -> new FactsCommand();
            case "version" -> new VersionCommand();
            default -> null;
        };
    }
}

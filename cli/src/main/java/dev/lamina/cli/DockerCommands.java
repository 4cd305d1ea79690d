package dev.lamina.cli;

import java.util.List;

/// The commands of Docker that do not exist here. Who types one is told so, and what comes nearest,
/// instead of that it is unknown.
final class DockerCommands {

    private static final List<String> NAMES =
            List.of(
                    ("attach build builder buildx checkpoint commit compose config context cp create"
                                    + " events exec export import load logs manifest network"
                                    + " node pause plugin port rename restart save search secret"
                                    + " service stack start stats swarm system top trust"
                                    + " unpause update volume wait")
                            .split(" "));

    /// Docker's commands below `image` and `container`, where they have no name of one word.
    private static final List<String> BELOW =
            List.of("image prune", "image build", "container prune");

    private DockerCommands() {}

    /// Tells whether Docker has a command of this name, below `image` and `container`, too.
    static boolean has(String path) {
        String name = path.substring(path.lastIndexOf(' ') + 1);
        boolean below = path.startsWith("image ") || path.startsWith("container ");
        return BELOW.contains(path) || NAMES.contains(below ? name : path);
    }

    /// Returns what comes nearest to a command of Docker's; empty if nothing does.
    static String instead(String path) {
        return switch (path.substring(path.lastIndexOf(' ') + 1)) {
            case "create", "start", "restart", "exec" -> "'lamina run' starts a new container";
            case "logs", "attach" -> "a container writes to where 'lamina run' was started";
            case "cp", "export" -> "'lamina mount' shows the files of an image";
            case "save", "load" -> "the store is an OCI image layout, which other tools read";
            case "search" -> "the pages of a hub have a search";
            case "system" -> "'lamina info' says what is kept";
            case "prune" -> "'lamina rmi' and 'lamina rm' remove by name";
            case "manifest" -> "'lamina image inspect' shows what is known of an image";
            case "volume" -> "'lamina run -v' shows a file or a directory";
            case "network" -> "'lamina run --network' knows host and none";
            default -> "";
        };
    }
}

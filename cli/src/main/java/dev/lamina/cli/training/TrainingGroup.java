package dev.lamina.cli.training;

import java.util.List;

/// Commands that need about the same classes, and so share an AOT cache. The launcher knows which
/// command belongs to which group.
///
/// In the commands, `IMAGE` stands for the reference of an image that is large enough to tell what
/// matters in a large one.
enum TrainingGroup {
    /// What speaks to a registry.
    TRANSFER(
            "pull --quiet IMAGE",
            "pull IMAGE",
            "tag IMAGE IMAGE-again",
            "push --quiet IMAGE-again",
            "push IMAGE-again",
            "rmi IMAGE-again"),
    /// What runs a container.
    RUN(
            "run --network none --name kept IMAGE true",
            "run --rm --network none IMAGE true",
            "run --rm --network none IMAGE true"),
    /// All else.
    LOOK(
            "--help",
            "version",
            "images",
            "image ls --digests --format {{.Repository}}\t{{.Size}}",
            "history IMAGE",
            "inspect IMAGE",
            "inspect kept",
            "tag IMAGE IMAGE-again",
            "rmi IMAGE-again",
            "ps --all --filter status=exited",
            "diff kept",
            "rm kept",
            "inspect nothing");

    private final List<String> commands;

    TrainingGroup(String... commands) {
        this.commands = List.of(commands);
    }

    /// The command lines, without `lamina`.
    List<String> commands() {
        return commands;
    }
}

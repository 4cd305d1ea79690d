package dev.lamina.demo.training;

import java.util.List;

/// Commands that belong together. Those that run containers and those that look need about the same classes,
/// and share an AOT cache; the launcher knows which cache a command has.
enum TrainingGroup {
    /// Commands that speak to a registry.
    TRANSFER(
            new Step("pull --quiet IMAGE", 0),
            new Step("pull IMAGE", 0),
            new Step("tag IMAGE IMAGE-again", 0),
            new Step("push --quiet IMAGE-again", 0),
            new Step("push IMAGE-again", 0),
            new Step("rmi IMAGE-again", 0)),
    /// Commands that run a container: they may end otherwise, for what the machine lacks.
    RUN(
            new Step("run --network none --name kept IMAGE true", 0),
            new Step("run --rm --network none IMAGE true", 0),
            new Step("run --rm --network none IMAGE true", 0)),
    /// All others.
    LOOK(
            new Step("--help", 0),
            new Step("version", 0),
            new Step("images", 0),
            new Step("debug names images", 0),
            new Step("image ls --digests --format {{.Repository}}\t{{.Size}}", 0),
            new Step("history IMAGE", 0),
            new Step("inspect IMAGE", 0),
            new Step("tag IMAGE IMAGE-again", 0),
            new Step("rmi IMAGE-again", 0),
            new Step("ps --all --filter status=exited", 0),
            new Step("inspect nothing", 1));

    private final List<Step> steps;

    TrainingGroup(Step... steps) {
        this.steps = List.of(steps);
    }

    /// Returns the lines for `dev.lamina.cli.Rehearsal`.
    List<String> lines(String image) {
        String mark = this == RUN ? "?" : "";
        return steps.stream()
                .map(step -> step.status() + mark + " " + step.line().replace("IMAGE", image))
                .toList();
    }

    /// One command.
    ///
    /// @param line   without `lamina`; `IMAGE` stands for the reference of an image that is large enough
    ///     to tell what matters in a large one
    /// @param status how it ends
    record Step(String line, int status) {}
}

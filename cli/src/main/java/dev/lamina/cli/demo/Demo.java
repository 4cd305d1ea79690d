package dev.lamina.cli.demo;

import dev.lamina.cli.command.Context;

import java.io.IOException;

/// The main job from end to end on one machine, as a module beside the linked runtime provides it.
public interface Demo {

    /// Shows all steps. On return nothing is left behind, or what `keep` asks for.
    ///
    /// @param keep whether the hub and the store stay, for trying things by hand
    /// @throws IOException if a step shows something else than it should
    void show(boolean keep, Context context) throws IOException;
}

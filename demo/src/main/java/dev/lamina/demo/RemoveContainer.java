package dev.lamina.demo;

import java.io.IOException;

/// Removes the container; its read-write layer goes, the image stays.
final class RemoveContainer implements Step {

    @Override
    public String title() {
        return "Remove the container";
    }

    @Override
    public boolean needsContainers() {
        return true;
    }

    @Override
    public void show(Workshop workshop) throws IOException {
        workshop.prompt().type("rm", Workshop.CONTAINER);
        workshop.prompt().type("image", "ls");
    }
}

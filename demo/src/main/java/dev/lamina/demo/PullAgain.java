package dev.lamina.demo;

import dev.lamina.cli.command.CommandFailedException;

import java.io.IOException;

/// Pulls an image that is there.
final class PullAgain implements Step {

    @Override
    public String title() {
        return "Pull nginx again: nothing to do";
    }

    @Override
    public void show(Workshop workshop) throws IOException {
        String output = workshop.prompt().typeAndRead("pull", "nginx");
        if (!output.contains("Image is up to date")) {
            throw new CommandFailedException("demo: the second pull was expected to do nothing");
        }
    }
}

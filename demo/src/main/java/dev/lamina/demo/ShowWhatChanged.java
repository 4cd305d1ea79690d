package dev.lamina.demo;

import dev.lamina.cli.command.CommandFailedException;

import java.io.IOException;

/// Shows that the image is what it was, and what the container changed over it.
final class ShowWhatChanged implements Step {

    @Override
    public String title() {
        return "The image did not change; the container's read-write layer holds the difference";
    }

    @Override
    public boolean needsContainers() {
        return true;
    }

    @Override
    public void show(Workshop workshop) throws IOException {
        String pages =
                workshop.prompt()
                        .typeAndRead(
                                "run", "--rm", "--network", "none", "nginx", "ls", "/var/www/html");
        if (pages.contains("index.html")) {
            throw new CommandFailedException("demo: the image was expected to lack the new page");
        }
        workshop.prompt().type("ps", "-a");
        String changes = workshop.prompt().typeAndRead("diff", Workshop.CONTAINER);
        if (!changes.contains("A /var/www/html/index.html")) {
            throw new CommandFailedException("demo: the difference was expected to show the page");
        }
    }
}

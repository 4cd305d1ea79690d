package dev.lamina.demo;

import dev.lamina.cli.command.CommandFailedException;

import java.io.IOException;

/// Runs nginx with a read-write layer, writes a page there, and fetches it from nginx.
final class WriteInContainer implements Step {

    /// The text of the page that only the container has.
    private static final String PAGE = "hello from the read-write layer";

    private static final String SCRIPT =
            "echo "
                    + PAGE
                    + " > /var/www/html/index.html && nginx"
                    + " && exec 3<> /dev/tcp/127.0.0.1/80"
                    + " && printf 'GET / HTTP/1.0\\r\\n\\r\\n' >&3 && cat <&3 && nginx -s quit";

    @Override
    public String title() {
        return "Run nginx with a read-write layer, write a page, and have nginx serve it";
    }

    @Override
    public boolean needsContainers() {
        return true;
    }

    @Override
    public void show(Workshop workshop) throws IOException {
        String output =
                workshop.prompt()
                        .typeAndRead(
                                "run",
                                "--name",
                                Workshop.CONTAINER,
                                "--network",
                                "none",
                                "nginx",
                                "bash",
                                "-c",
                                SCRIPT);
        if (!output.contains("200 OK") || !output.contains(PAGE)) {
            throw new CommandFailedException("demo: nginx was expected to serve the new page");
        }
    }
}

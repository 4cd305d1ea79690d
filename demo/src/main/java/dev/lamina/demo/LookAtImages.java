package dev.lamina.demo;

import java.io.IOException;

/// Lists the images and explains one.
final class LookAtImages implements Step {

    @Override
    public String title() {
        return "List the images, and explain one";
    }

    @Override
    public void show(Workshop workshop) throws IOException {
        workshop.prompt().type("image", "ls");
        workshop.prompt().type("history", "nginx");
        workshop.prompt()
                .type(
                        "image",
                        "inspect",
                        "--format",
                        "{{.Os}}/{{.Architecture}} runs {{json .Config.Cmd}},"
                                + " with {{json .Config.Env}}, exposes {{json .Config.ExposedPorts}}",
                        "nginx");
    }
}

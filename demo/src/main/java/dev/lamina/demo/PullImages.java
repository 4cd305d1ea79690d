package dev.lamina.demo;

import java.io.IOException;

/// Pulls Debian, then nginx, which shares Debian's layer.
final class PullImages implements Step {

    @Override
    public String title() {
        return "Pull debian, then nginx: the layer that both have arrives once";
    }

    @Override
    public void show(Workshop workshop) throws IOException {
        workshop.prompt().type("pull", "debian");
        workshop.prompt().type("pull", "nginx");
    }
}

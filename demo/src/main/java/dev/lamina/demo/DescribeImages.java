package dev.lamina.demo;

import java.io.IOException;

/// Says on the hub's pages what the images are.
final class DescribeImages implements Step {

    @Override
    public String title() {
        return "Describe them on the hub's pages";
    }

    @Override
    public void show(Workshop workshop) throws IOException {
        DemoHub hub = workshop.hub();
        for (MadeImage image : workshop.images()) {
            hub.describe("library/" + image.repository(), ImageTexts.of(image.repository()));
            workshop.say("  " + hub.pages() + "r/" + image.repository());
        }
    }
}

package dev.lamina.demo;

import dev.lamina.cli.command.CommandFailedException;
import dev.lamina.image.layer.ContentSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/// Makes three images: Debian, nginx as a second layer on it, and BusyBox.
final class MakeImages implements Step {

    @Override
    public String title() {
        return "Make images of Debian, nginx and BusyBox from Debian's packages";
    }

    @Override
    public void show(Workshop workshop) throws IOException {
        Path directory = Files.createDirectory(workshop.directory().resolve("images"));
        workshop.say("mmdebstrap installs Debian, then nginx (some 45 MB to download):");
        DebianTars tars = DebianTars.make(directory, Recipes.CREATED, workshop);
        workshop.say("packing layers:");
        Heartbeat heartbeat = workshop.heartbeat();
        PackedLayer debian;
        PackedLayer nginx;
        try (TarFile base = TarFile.open(tars.base());
                TarFile withNginx = TarFile.open(tars.withNginx())) {
            debian =
                    PackedLayer.write(
                            base.entries(),
                            shown(base, base.entries().size(), heartbeat),
                            directory.resolve("debian.gz"));
            nginx =
                    PackedLayer.write(
                            Difference.between(base, withNginx),
                            withNginx,
                            directory.resolve("nginx.gz"));
        }
        Files.delete(tars.base());
        Files.delete(tars.withNginx());
        PackedLayer busybox =
                BusyBox.write(
                        program(workshop), Recipes.CREATED, directory.resolve("box.gz"), workshop);
        var recipes = new Recipes(workshop.platform());
        List<MadeImage> images =
                List.of(
                        recipes.debian(debian),
                        recipes.nginx(debian, nginx),
                        recipes.busybox(busybox));
        for (MadeImage image : images) {
            workshop.say("  " + image.repository() + ": " + sizes(image));
        }
        workshop.setImages(images);
    }

    /// Shows how many files were packed.
    private static ContentSource shown(ContentSource contents, int entries, Heartbeat heartbeat) {
        var packed = new AtomicInteger();
        return file -> {
            int count = packed.incrementAndGet();
            heartbeat.beat(() -> "  " + count + " files of " + entries + " entries");
            return contents.open(file);
        };
    }

    private static Path program(Workshop workshop) throws CommandFailedException {
        return workshop.programs()
                .find("busybox")
                .orElseThrow(() -> new CommandFailedException("demo: busybox is missing"));
    }

    private static String sizes(MadeImage image) {
        List<String> sizes =
                image.layers().stream()
                        .map(layer -> layer.descriptor().size() / 1000 + " kB")
                        .toList();
        return sizes.size() == 1
                ? "a layer of " + sizes.getFirst()
                : "layers of " + String.join(" and ", sizes);
    }
}

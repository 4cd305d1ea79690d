package dev.lamina.cli.demo;

import dev.lamina.cli.command.CommandFailedException;
import dev.lamina.image.RunConfig;
import dev.lamina.image.layer.ContentSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/// Makes three images: Debian, nginx as a second layer on it, and BusyBox.
final class MakeImages implements Step {

    private static final Instant CREATED = Instant.parse("2026-01-01T00:00:00Z");
    private static final String PATH =
            "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

    @Override
    public String title() {
        return "Make images of Debian, nginx and BusyBox from Debian's packages";
    }

    @Override
    public void run(Workshop workshop) throws IOException {
        Path directory = Files.createDirectory(workshop.directory().resolve("images"));
        workshop.say("mmdebstrap installs Debian, then nginx (some 45 MB to download):");
        DebianTars tars = DebianTars.make(directory, CREATED, workshop);
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
                BusyBox.write(program(workshop), CREATED, directory.resolve("box.gz"), workshop);
        List<MadeImage> images =
                List.of(
                        debian(debian, workshop),
                        nginx(debian, nginx, workshop),
                        busybox(busybox, workshop));
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

    private static MadeImage debian(PackedLayer base, Workshop workshop) {
        return MadeImage.of(
                "debian",
                List.of("latest"),
                List.of(base),
                run(List.of("bash"), Set.of(), Optional.empty(), Map.of()),
                CREATED,
                workshop.platform(),
                List.of(
                        MadeImage.layerBy(CREATED, "mmdebstrap --variant=minbase"),
                        MadeImage.setBy(CREATED, "CMD [\"bash\"]")));
    }

    private static MadeImage nginx(PackedLayer base, PackedLayer nginx, Workshop workshop) {
        return MadeImage.of(
                "nginx",
                List.of("latest"),
                List.of(base, nginx),
                run(
                        List.of("nginx", "-g", "daemon off;"),
                        Set.of("80/tcp"),
                        Optional.of("SIGQUIT"),
                        Map.of("org.opencontainers.image.title", "nginx")),
                CREATED,
                workshop.platform(),
                List.of(
                        MadeImage.layerBy(CREATED, "mmdebstrap --variant=minbase"),
                        MadeImage.layerBy(CREATED, "apt-get install nginx"),
                        MadeImage.setBy(CREATED, "EXPOSE 80/tcp"),
                        MadeImage.setBy(CREATED, "STOPSIGNAL SIGQUIT"),
                        MadeImage.setBy(CREATED, "CMD [\"nginx\" \"-g\" \"daemon off;\"]")));
    }

    private static MadeImage busybox(PackedLayer layer, Workshop workshop) {
        return MadeImage.of(
                "busybox",
                List.of("latest"),
                List.of(layer),
                run(List.of("sh"), Set.of(), Optional.empty(), Map.of()),
                CREATED,
                workshop.platform(),
                List.of(
                        MadeImage.layerBy(CREATED, "ADD busybox /bin/"),
                        MadeImage.setBy(CREATED, "CMD [\"sh\"]")));
    }

    private static RunConfig run(
            List<String> command,
            Set<String> ports,
            Optional<String> stopSignal,
            Map<String, String> labels) {
        RunConfig empty = RunConfig.EMPTY;
        return new RunConfig(
                empty.user(),
                ports,
                List.of(PATH),
                empty.entrypoint(),
                Optional.of(command),
                empty.volumes(),
                empty.workingDir(),
                labels,
                stopSignal,
                empty.healthcheck(),
                empty.shell(),
                empty.onBuild(),
                empty.argsEscaped());
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

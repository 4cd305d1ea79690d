package dev.lamina.demo;

import dev.lamina.image.ImageConfig;
import dev.lamina.image.Platform;
import dev.lamina.image.RunConfig;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The configurations of the demo's images, which their layers do not say.
///
/// @param platform of the machine that made the layers
record Recipes(Platform platform) {

    /// All that is made carries this time, so that it is the same each time.
    static final Instant CREATED = Instant.parse("2026-01-01T00:00:00Z");

    private static final String PATH =
            "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";
    private static final String LANG = "LANG=C.UTF-8";

    MadeImage debian(PackedLayer base) {
        return image(
                "debian",
                List.of(base),
                runConfig(List.of("bash"), List.of(PATH), Set.of(), Optional.empty()),
                List.of(
                        MadeImage.layerBy(CREATED, "mmdebstrap --variant=minbase"),
                        MadeImage.setBy(CREATED, "CMD [\"bash\"]")));
    }

    MadeImage nginx(PackedLayer base, PackedLayer nginx) {
        return image(
                "nginx",
                List.of(base, nginx),
                runConfig(
                        List.of("nginx", "-g", "daemon off;"),
                        List.of(PATH, LANG),
                        Set.of("80/tcp"),
                        Optional.of("SIGQUIT")),
                List.of(
                        MadeImage.layerBy(CREATED, "mmdebstrap --variant=minbase"),
                        MadeImage.layerBy(CREATED, "apt-get install nginx"),
                        MadeImage.setBy(CREATED, "ENV " + LANG),
                        MadeImage.setBy(CREATED, "EXPOSE 80/tcp"),
                        MadeImage.setBy(CREATED, "STOPSIGNAL SIGQUIT"),
                        MadeImage.setBy(CREATED, "CMD [\"nginx\" \"-g\" \"daemon off;\"]")));
    }

    MadeImage busybox(PackedLayer layer) {
        return image(
                "busybox",
                List.of(layer),
                runConfig(List.of("sh"), List.of(PATH), Set.of(), Optional.empty()),
                List.of(
                        MadeImage.layerBy(CREATED, "ADD busybox /bin/"),
                        MadeImage.setBy(CREATED, "CMD [\"sh\"]")));
    }

    private MadeImage image(
            String repository,
            List<PackedLayer> layers,
            RunConfig run,
            List<ImageConfig.History> history) {
        return MadeImage.of(repository, List.of("latest"), layers, run, CREATED, platform, history);
    }

    private static RunConfig runConfig(
            List<String> command,
            List<String> environment,
            Set<String> ports,
            Optional<String> stopSignal) {
        RunConfig empty = RunConfig.EMPTY;
        return new RunConfig(
                empty.user(),
                ports,
                environment,
                empty.entrypoint(),
                Optional.of(command),
                empty.volumes(),
                empty.workingDir(),
                Map.of(),
                stopSignal,
                empty.healthcheck(),
                empty.shell(),
                empty.onBuild(),
                empty.argsEscaped());
    }
}

package dev.lamina.engine.transfer;

import dev.lamina.image.Descriptor;
import dev.lamina.image.ImageIndex;
import dev.lamina.image.NotFoundException;
import dev.lamina.image.Platform;
import dev.lamina.image.Reference;

import java.util.List;
import java.util.stream.Collectors;

/// Chooses the manifest of a platform.
final class Platforms {

    private Platforms() {}

    /// Returns the first manifest for a platform.
    ///
    /// @throws NotFoundException naming the platforms that there are
    static Descriptor choose(ImageIndex list, Platform wanted, Reference reference)
            throws NotFoundException {
        return list.find(wanted).orElseThrow(() -> notFound(wanted, reference, available(list)));
    }

    /// Returns the error of an image that is not for the platform.
    static NotFoundException notFound(
            Platform wanted, Reference reference, List<String> available) {
        return new NotFoundException(
                "image for platform " + wanted,
                reference.familiar() + " has " + String.join(", ", available));
    }

    private static List<String> available(ImageIndex list) {
        List<String> platforms =
                list.manifests().stream()
                        .flatMap(manifest -> manifest.platform().stream())
                        // Attestations are listed as manifests of no real platform.
                        .filter(platform -> !platform.os().equals("unknown"))
                        .map(Platform::toString)
                        .distinct()
                        .sorted()
                        .collect(Collectors.toList());
        return platforms.isEmpty() ? List.of("no platforms") : platforms;
    }
}

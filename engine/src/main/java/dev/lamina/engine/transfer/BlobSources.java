package dev.lamina.engine.transfer;

import dev.lamina.engine.images.Images;
import dev.lamina.image.Digest;
import dev.lamina.image.Reference;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Knows which other repositories of a registry may have a blob: those whose images in the store
/// have it. Nothing is recorded for this; the list of images says it all.
final class BlobSources {

    /// A registry answers each wrong guess with a new upload; more guesses than this do not pay.
    private static final int MAX_SOURCES = 3;

    private final Map<Digest, List<Reference>> sources = new HashMap<>();

    private BlobSources() {}

    /// Collects the sources for a push.
    static BlobSources of(Images images, Reference target) throws IOException {
        var sources = new BlobSources();
        images.blobsByRepository(target.registry())
                .forEach(
                        (repository, blobs) -> {
                            if (!repository.repository().equals(target.repository())) {
                                blobs.forEach(blob -> sources.add(blob, repository));
                            }
                        });
        return sources;
    }

    private void add(Digest blob, Reference repository) {
        List<Reference> known = sources.computeIfAbsent(blob, digest -> new ArrayList<>());
        if (known.size() < MAX_SOURCES && !known.contains(repository)) {
            known.add(repository);
        }
    }

    /// Returns the repositories that may have a blob.
    List<Reference> of(Digest blob) {
        return sources.getOrDefault(blob, List.of());
    }
}

package dev.lamina.docker.list;

import dev.lamina.engine.value.image.ImageSummary;
import dev.lamina.image.Digest;
import dev.lamina.image.Reference;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Makes the rows of one image: one for each tag, or for each tag and digest.
public final class ImageRows {

    private final ImageSummary image;
    private final boolean digests;
    private final boolean fullIds;
    private final Instant now;
    private final List<ImageRow> rows = new ArrayList<>();

    private ImageRows(ImageSummary image, boolean digests, boolean fullIds, Instant now) {
        this.image = image;
        this.digests = digests;
        this.fullIds = fullIds;
        this.now = now;
    }

    /// @param digests whether each digest of a repository is a row
    public static List<ImageRow> of(
            ImageSummary image, boolean digests, boolean fullIds, Instant now) {
        var maker = new ImageRows(image, digests, fullIds, now);
        maker.make();
        return maker.rows;
    }

    private void make() {
        if (image.tags().isEmpty() && image.repoDigests().isEmpty()) {
            add(ImageRow.NONE, ImageRow.NONE, ImageRow.NONE);
            return;
        }
        Map<String, List<String>> byRepository = digestsByRepository();
        var tagged = new ArrayList<String>();
        for (Reference reference : image.tags()) {
            String repository = reference.familiarName();
            String tag = reference.tag().isPresent() ? reference.tag().get() : ImageRow.NONE;
            List<String> known = byRepository.get(repository);
            tagged.add(repository);
            if (!digests || known == null) {
                add(repository, tag, ImageRow.NONE);
            } else {
                known.forEach(digest -> add(repository, tag, digest));
            }
        }
        for (Map.Entry<String, List<String>> entry : byRepository.entrySet()) {
            if (!tagged.contains(entry.getKey())) {
                addUntagged(entry.getKey(), entry.getValue());
            }
        }
    }

    private void addUntagged(String repository, List<String> known) {
        if (digests) {
            known.forEach(digest -> add(repository, ImageRow.NONE, digest));
        } else {
            add(repository, ImageRow.NONE, "");
        }
    }

    private Map<String, List<String>> digestsByRepository() {
        var byRepository = new LinkedHashMap<String, List<String>>();
        for (Reference reference : image.repoDigests()) {
            Digest digest = reference.digest().isPresent() ? reference.digest().get() : image.id();
            String repository = reference.familiarName();
            List<String> known = byRepository.get(repository);
            if (known == null) {
                known = new ArrayList<>();
                byRepository.put(repository, known);
            }
            known.add(digest.toString());
        }
        return byRepository;
    }

    private void add(String repository, String tag, String digest) {
        rows.add(new ImageRow(image, repository, tag, digest, fullIds, now));
    }
}

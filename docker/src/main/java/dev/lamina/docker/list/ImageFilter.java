package dev.lamina.docker.list;

import dev.lamina.docker.format.Filters;
import dev.lamina.docker.format.Glob;
import dev.lamina.engine.Engine;
import dev.lamina.engine.value.image.ImageSummary;
import dev.lamina.image.InvalidReferenceException;
import dev.lamina.image.Reference;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The conditions of `image ls --filter`.
public final class ImageFilter {

    private static final List<String> KNOWN =
            List.of("reference", "dangling", "label", "before", "since");

    private final Filters filters;
    private final List<String> patterns;
    private final Optional<Boolean> dangling;
    private final List<Instant> before = new ArrayList<>();
    private final List<Instant> since = new ArrayList<>();

    /// @param operand a pattern that the command line named without a flag; may be empty
    public ImageFilter(List<String> conditions, String operand, Engine engine) throws IOException {
        filters = Filters.parse(conditions, KNOWN);
        dangling = filters.flag("dangling");
        patterns = new ArrayList<>();
        filters.texts("reference").forEach(pattern -> patterns.add(withoutTagOfDigest(pattern)));
        if (!operand.isEmpty()) {
            patterns.add(withoutTagOfDigest(operand));
        }
        for (String image : filters.texts("before")) {
            before.add(created(image, engine));
        }
        for (String image : filters.texts("since")) {
            since.add(created(image, engine));
        }
    }

    private static Instant created(String image, Engine engine) throws IOException {
        return engine.image(image).config().created().orElse(Instant.MIN);
    }

    /// Beside a digest a tag says nothing.
    private static String withoutTagOfDigest(String pattern) {
        try {
            Reference reference = Reference.parse(pattern);
            return reference.digest().isPresent() ? reference.canonical().familiar() : pattern;
        } catch (InvalidReferenceException e) {
            return pattern;
        }
    }

    /// Lists the images that may fulfil the conditions; where they are about names, no others.
    public List<ImageSummary> candidates(Engine engine) throws IOException {
        return patterns.isEmpty() ? engine.images() : engine.images(this::matches);
    }

    /// Returns the image with the references that fulfil the conditions; absent if it does not.
    public Optional<ImageSummary> apply(ImageSummary image) {
        if (dangling.isPresent() && dangling.get() != image.dangling()
                || !filters.labelsMatch(image.labels())
                || !isInTime(image.created().orElse(Instant.MIN))) {
            return Optional.empty();
        }
        if (patterns.isEmpty()) {
            return Optional.of(image);
        }
        List<Reference> tags = matching(image.tags());
        List<Reference> digests = matching(image.repoDigests());
        if (tags.isEmpty() && digests.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                new ImageSummary(
                        image.id(),
                        tags,
                        digests,
                        image.created(),
                        image.size(),
                        image.labels(),
                        image.platform()));
    }

    private boolean isInTime(Instant created) {
        for (Instant limit : before) {
            if (!created.isBefore(limit)) {
                return false;
            }
        }
        for (Instant limit : since) {
            if (!created.isAfter(limit)) {
                return false;
            }
        }
        return true;
    }

    private List<Reference> matching(List<Reference> references) {
        return references.stream().filter(this::matches).toList();
    }

    /// A pattern matches a whole reference or its repository, both as Docker shows them.
    private boolean matches(Reference reference) {
        for (String pattern : patterns) {
            if (Glob.matches(pattern, reference.familiar())
                    || Glob.matches(pattern, reference.familiarName())) {
                return true;
            }
        }
        return false;
    }
}

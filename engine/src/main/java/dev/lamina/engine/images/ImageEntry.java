package dev.lamina.engine.images;

import static java.util.Objects.requireNonNull;

import dev.lamina.image.Descriptor;
import dev.lamina.image.Digest;
import dev.lamina.image.InvalidReferenceException;
import dev.lamina.image.MediaType;
import dev.lamina.image.Reference;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/// One line of the list of images: what a reference points at.
///
/// @param reference `name:tag`, or `name@digest` where a pull was by digest or a tag has moved on; of
///     `name:tag@digest` the tag is dropped; absent if nothing names the image any more
/// @param target    a manifest or an index, with all its annotations
/// @param manifest  the manifest that was chosen from the index; the target's own digest otherwise;
///     absent for an index that another tool wrote here
/// @param config    the manifest's config, whose digest is the image ID; absent if another tool, or an
///     earlier version, wrote the line
public record ImageEntry(
        Optional<Reference> reference,
        Descriptor target,
        Optional<Digest> manifest,
        Optional<Digest> config) {

    /// image-spec 1.1, annotations.md, "Pre-Defined Annotation Keys".
    static final String REFERENCE = "org.opencontainers.image.ref.name";

    /// The name that containerd and Docker give an image, where the other key has only the tag.
    private static final String CONTAINERD_NAME = "io.containerd.image.name";

    /// Ours, beside the reference: which manifest of an index is in the store.
    static final String MANIFEST = "dev.lamina.manifest";

    /// Ours: the manifest and its config, two digests. It holds for that manifest alone, because
    /// another tool may let the line point elsewhere and keep its annotations.
    static final String CONFIG = "dev.lamina.config";

    /// Ours: there if the digest no longer names the image in its repository.
    private static final String NO_DIGEST = "dev.lamina.no-digest";

    public ImageEntry {
        reference = reference.map(Reference::canonical);
        requireNonNull(target, "target");
        requireNonNull(manifest, "manifest");
        requireNonNull(config, "config");
    }

    /// Returns the entry of a reference.
    public static ImageEntry of(
            Reference reference, Descriptor target, Digest manifest, Digest config) {
        return new ImageEntry(
                Optional.of(reference), target, Optional.of(manifest), Optional.of(config));
    }

    /// Reads the entry out of a descriptor of `index.json`.
    static ImageEntry parse(Descriptor descriptor) {
        Optional<Digest> manifest =
                MediaType.isIndex(descriptor.mediaType())
                        ? Optional.ofNullable(descriptor.annotations().get(MANIFEST))
                                .flatMap(ImageEntry::digest)
                        : Optional.of(descriptor.digest());
        return new ImageEntry(
                name(descriptor),
                descriptor,
                manifest,
                manifest.flatMap(digest -> config(descriptor, digest)));
    }

    private static Optional<Digest> config(Descriptor descriptor, Digest manifest) {
        String text = descriptor.annotations().getOrDefault(CONFIG, "");
        String beginning = manifest + " ";
        return text.startsWith(beginning)
                ? digest(text.substring(beginning.length()))
                : Optional.empty();
    }

    private static Optional<Reference> name(Descriptor descriptor) {
        String text = descriptor.annotations().get(REFERENCE);
        text = descriptor.annotations().getOrDefault(CONTAINERD_NAME, text);
        return Optional.ofNullable(text).flatMap(ImageEntry::reference);
    }

    private static Optional<Digest> digest(String text) {
        try {
            return Optional.of(Digest.parse(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Optional<Reference> reference(String text) {
        try {
            return Optional.of(Reference.parse(text).withDefaultTag().canonical());
        } catch (InvalidReferenceException e) {
            // Another tool may have written any name; the image is there, without one of ours.
            return Optional.empty();
        }
    }

    /// Returns the descriptor that `index.json` holds for this entry. A name that another tool
    /// wrote stays as it is, because that tool looks for it, until the image gets another one.
    Descriptor descriptor() {
        Map<String, String> annotations = new LinkedHashMap<>(target.annotations());
        if (!name(target).equals(reference)) {
            annotations.remove(REFERENCE);
            annotations.remove(CONTAINERD_NAME);
            reference.ifPresent(name -> annotations.put(REFERENCE, name.toString()));
        }
        annotations.remove(MANIFEST);
        manifest.filter(digest -> !digest.equals(target.digest()))
                .ifPresent(digest -> annotations.put(MANIFEST, digest.toString()));
        if (manifest.isPresent() && config.isPresent()) {
            annotations.put(CONFIG, manifest.get() + " " + config.get());
        }
        return target.withAnnotations(annotations);
    }

    /// Tells whether both stand for the same manifest, or for the same index of manifests.
    boolean isSameImageAs(ImageEntry other) {
        return manifest.equals(other.manifest())
                && (manifest.isPresent() || target.digest().equals(other.target.digest()));
    }

    /// Which documents the entry leads to: the same for all tags of an image.
    List<Digest> documents() {
        return List.of(target.digest(), manifest.orElse(target.digest()));
    }

    /// Tells whether a tag names the image here.
    boolean isTag() {
        return reference.isPresent() && reference.get().tag().isPresent();
    }

    /// Returns the reference by which the target can be fetched again whatever the tag does; absent
    /// if the image has no name here, or only a tag.
    public Optional<Reference> repoDigest() {
        return target.annotations().containsKey(NO_DIGEST)
                ? Optional.empty()
                : reference.map(name -> name.withDigest(target.digest()));
    }

    /// Tells whether a reference with a digest means the image here.
    boolean isKnownAs(Reference wanted) {
        boolean same =
                wanted.digest().equals(Optional.of(target.digest()))
                        || wanted.digest().equals(manifest);
        return wanted.digest().isPresent()
                && same
                && isInRepositoryOf(wanted)
                && repoDigest().isPresent();
    }

    /// Tells whether the image has one of these names here.
    boolean isCalledAny(Predicate<Reference> names) {
        return reference.filter(names).isPresent() || repoDigest().filter(names).isPresent();
    }

    /// Tells whether both references are of one repository.
    boolean isInRepositoryOf(Reference other) {
        return reference.isPresent() && reference.get().name().equals(other.name());
    }

    /// Returns this image under another name.
    ImageEntry named(Reference name) {
        ImageEntry known = isInRepositoryOf(name) ? this : withAnnotation(NO_DIGEST, "");
        return new ImageEntry(Optional.of(name), known.target, manifest, config);
    }

    /// Returns this entry under the name of its digest instead of its tag.
    ImageEntry untagged() {
        return new ImageEntry(repoDigest(), target, manifest, config);
    }

    /// Returns this entry with its tag alone: its digest no longer names the image.
    ImageEntry withoutDigest() {
        return withAnnotation(NO_DIGEST, "true");
    }

    private ImageEntry withAnnotation(String key, String value) {
        Map<String, String> annotations = new LinkedHashMap<>(target.annotations());
        annotations.remove(key);
        if (!value.isEmpty()) {
            annotations.put(key, value);
        }
        return new ImageEntry(reference, target.withAnnotations(annotations), manifest, config);
    }
}

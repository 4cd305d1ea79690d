package dev.lamina.engine.store;

import static java.util.Objects.requireNonNull;

import dev.lamina.image.Descriptor;
import dev.lamina.image.Digest;
import dev.lamina.image.InvalidReferenceException;
import dev.lamina.image.MediaType;
import dev.lamina.image.Reference;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// One line of the list of images: what a reference points at.
///
/// @param reference `name:tag`, or `name@digest` where a pull was by digest or a tag has moved on;
///     absent if nothing names the image any more
/// @param target    a manifest or an index, with all its annotations
/// @param manifest  the manifest that was chosen from the index; the target's own digest otherwise;
///     absent for an index that another tool wrote here
public record ImageEntry(
        Optional<Reference> reference, Descriptor target, Optional<Digest> manifest) {

    /// image-spec 1.1, annotations.md, "Pre-Defined Annotation Keys".
    static final String REFERENCE = "org.opencontainers.image.ref.name";

    /// What containerd and Docker call an image, where the other key has only the tag.
    private static final String CONTAINERD_NAME = "io.containerd.image.name";

    /// Ours, beside the reference: which manifest of an index is in the store.
    static final String MANIFEST = "dev.lamina.manifest";

    public ImageEntry {
        requireNonNull(reference, "reference");
        requireNonNull(target, "target");
        requireNonNull(manifest, "manifest");
    }

    /// Returns the entry of a reference.
    public static ImageEntry of(Reference reference, Descriptor target, Digest manifest) {
        return new ImageEntry(Optional.of(reference), target, Optional.of(manifest));
    }

    /// Reads the entry out of a descriptor of `index.json`.
    static ImageEntry parse(Descriptor descriptor) {
        Optional<Digest> manifest =
                MediaType.isIndex(descriptor.mediaType())
                        ? Optional.ofNullable(descriptor.annotations().get(MANIFEST))
                                .flatMap(ImageEntry::digest)
                        : Optional.of(descriptor.digest());
        return new ImageEntry(name(descriptor), descriptor, manifest);
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
            return Optional.of(Reference.parse(text).withDefaultTag());
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
        return target.withAnnotations(annotations);
    }

    /// Tells whether both stand for the same manifest, or for the same index of manifests.
    boolean isSameImageAs(ImageEntry other) {
        return manifest.equals(other.manifest())
                && (manifest.isPresent() || target.digest().equals(other.target.digest()));
    }

    /// Tells whether a tag names the image here.
    boolean isTag() {
        return reference.isPresent() && reference.get().tag().isPresent();
    }

    /// Returns the reference by which the target can be fetched again whatever the tag does.
    Optional<Reference> repoDigest() {
        return reference.map(name -> name.withDigest(target.digest()));
    }

    /// Returns this entry under the name of its digest instead of its tag.
    ImageEntry untagged() {
        return new ImageEntry(repoDigest(), target, manifest);
    }
}

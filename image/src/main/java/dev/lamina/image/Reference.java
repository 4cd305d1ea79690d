package dev.lamina.image;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Names an image in a registry: `registry/repository[:tag][@digest]`.
///
/// Short forms are Docker's: without a registry it is Docker Hub, and there a repository without an
/// account is an official image below `library/`. The first component is a registry if it has a
/// dot, a colon or an upper-case letter, or is `localhost`. Source: the grammar in the
/// distribution project's `reference` package; distribution-spec 1.1, "Pulling manifests".
///
/// @param registry   host and optional port; `docker.io` for Docker Hub
/// @param repository with `library/` where it is implied
public record Reference(
        String registry, String repository, Optional<String> tag, Optional<Digest> digest) {

    /// Docker Hub, as it is written in references.
    public static final String DOCKER_HUB = "docker.io";

    /// The tag that a reference without a tag and a digest means.
    public static final String DEFAULT_TAG = "latest";

    /// The longest registry and repository together, in characters.
    public static final int MAX_NAME_LENGTH = 255;

    private static final String OFFICIAL = "library/";

    /// A registry by its address in brackets (RFC 3986, section 3.2.2).
    private static final String ADDRESS = "\\[[a-fA-F0-9:]{2,45}](?::[0-9]{1,5})?";

    /// Says how far a repository is one that is none.
    private static final String REPOSITORY =
            "[a-z0-9]+(?:(?:\\.|_|__|-+)[a-z0-9]+)*(?:/[a-z0-9]+(?:(?:\\.|_|__|-+)[a-z0-9]+)*)*";

    public Reference {
        requireNonNull(registry, "registry");
        requireNonNull(repository, "repository");
        requireNonNull(tag, "tag");
        requireNonNull(digest, "digest");
    }

    /// Reads a reference; short forms are completed to Docker Hub. A missing tag stays missing.
    ///
    /// @throws InvalidReferenceException if the text is no reference
    public static Reference parse(String text) {
        return parse(text, DOCKER_HUB);
    }

    /// Reads a reference; one without a registry means `defaultRegistry`.
    ///
    /// @throws InvalidReferenceException if the text is no reference
    public static Reference parse(String text, String defaultRegistry) {
        if (ReferenceText.isSuspect(text)) {
            ReferenceHint.check(text);
        }
        if (ReferenceText.isImageId(text)) {
            throw new InvalidReferenceException(
                    text, 0, "expected a repository, got 64 hexadecimal digits, an image ID");
        }
        String rest = text;
        Optional<Digest> digest = Optional.empty();
        int at = rest.indexOf('@');
        if (at >= 0) {
            digest = Optional.of(parseDigest(text, at + 1));
            rest = rest.substring(0, at);
        }
        Optional<String> tag = Optional.empty();
        int colon = rest.indexOf(':', rest.lastIndexOf('/') + 1);
        if (colon >= 0) {
            tag = Optional.of(rest.substring(colon + 1));
            if (!ReferenceText.isTag(tag.get())) {
                throw new InvalidReferenceException(
                        text,
                        colon + 1,
                        "expected a tag of at most 128 letters, digits, '_', '.' and '-'");
            }
            rest = rest.substring(0, colon);
        }
        return ofName(text, rest, defaultRegistry, tag, digest);
    }

    private static Reference ofName(
            String text,
            String name,
            String defaultRegistry,
            Optional<String> tag,
            Optional<Digest> digest) {
        int slash = name.indexOf('/');
        boolean hasRegistry = slash >= 0 && isRegistry(name.substring(0, slash));
        String registry = hasRegistry ? name.substring(0, slash) : defaultRegistry;
        int start = hasRegistry ? slash + 1 : 0;
        String repository = name.substring(start);
        if (hasRegistry && !ReferenceText.isHost(registry) && !registry.matches(ADDRESS)) {
            throw new InvalidReferenceException(text, 0, "expected a registry host[:port]");
        }
        if (registry.equals("index.docker.io") || registry.equals("registry-1.docker.io")) {
            registry = DOCKER_HUB;
        }
        if (!ReferenceText.isRepository(repository)) {
            Matcher valid = Pattern.compile(REPOSITORY).matcher(repository);
            boolean upper = !repository.equals(repository.toLowerCase(java.util.Locale.ROOT));
            int end = valid.lookingAt() ? valid.end() : 0;
            throw new InvalidReferenceException(
                    text,
                    start + end,
                    upper
                            ? "repository name must be lowercase" + ReferenceHint.inLowerCase(text)
                            : "expected a repository of lower-case letters and digits");
        }
        if (registry.equals(DOCKER_HUB) && repository.indexOf('/') < 0) {
            repository = OFFICIAL + repository;
        }
        if (registry.length() + 1 + repository.length() > MAX_NAME_LENGTH) {
            throw new InvalidReferenceException(
                    text,
                    start,
                    "expected at most " + MAX_NAME_LENGTH + " characters before the tag");
        }
        return new Reference(registry, repository, tag, digest);
    }

    private static boolean isRegistry(String component) {
        return component.indexOf('.') >= 0
                || component.indexOf(':') >= 0
                || component.equals("localhost")
                || !component.equals(component.toLowerCase(java.util.Locale.ROOT));
    }

    private static Digest parseDigest(String text, int position) {
        try {
            return Digest.parse(text.substring(position));
        } catch (IllegalArgumentException e) {
            throw new InvalidReferenceException(text, position, e.getMessage());
        }
    }

    /// Returns this reference with the tag `latest` if it has neither tag nor digest.
    public Reference withDefaultTag() {
        return tag.isPresent() || digest.isPresent() ? this : withTag(DEFAULT_TAG);
    }

    /// Returns the tag in the same repository; a digest is dropped.
    public Reference withTag(String newTag) {
        if (!ReferenceText.isTag(newTag)) {
            throw new InvalidReferenceException(newTag, 0, "expected a tag");
        }
        return new Reference(registry, repository, Optional.of(newTag), Optional.empty());
    }

    /// Returns the manifest with this digest in the same repository; a tag is dropped.
    public Reference withDigest(Digest newDigest) {
        return new Reference(registry, repository, Optional.empty(), Optional.of(newDigest));
    }

    /// Returns what the reference means: with a digest, the tag beside it says nothing. `a:1@sha256:…`
    /// and `a:2@sha256:…` are one image, and neither is `a:1`. (Docker drops such a tag, and so do
    /// podman and containerd.)
    public Reference canonical() {
        return tag.isPresent() && digest.isPresent() ? withDigest(digest.get()) : this;
    }

    /// Returns the repository alone, without tag and digest.
    public Reference withoutTagAndDigest() {
        return new Reference(registry, repository, Optional.empty(), Optional.empty());
    }

    /// Returns registry and repository, without tag and digest: `docker.io/library/nginx`.
    public String name() {
        return registry + "/" + repository;
    }

    /// Returns registry and repository as Docker shows them: `nginx`, `account/app`,
    /// `localhost:5000/app`.
    public String familiarName() {
        if (!registry.equals(DOCKER_HUB)) {
            return name();
        }
        boolean official =
                repository.startsWith(OFFICIAL) && repository.indexOf('/', OFFICIAL.length()) < 0;
        return official ? repository.substring(OFFICIAL.length()) : repository;
    }

    /// Returns the reference as Docker shows it: `nginx:1.22`.
    public String familiar() {
        return familiarName() + suffix();
    }

    /// Returns the full form: `docker.io/library/nginx:1.22`.
    @Override
    public String toString() {
        return name() + suffix();
    }

    private String suffix() {
        return tag.map(t -> ":" + t).orElse("") + digest.map(d -> "@" + d).orElse("");
    }

    /// Written out, as is [#hashCode]: what a record gets by itself is linked at first use, which
    /// every short-lived process would pay for.
    @Override
    public boolean equals(Object other) {
        return other instanceof Reference that
                && registry.equals(that.registry)
                && repository.equals(that.repository)
                && tag.equals(that.tag)
                && digest.equals(that.digest);
    }

    @Override
    public int hashCode() {
        int hash = registry.hashCode();
        hash = 31 * hash + repository.hashCode();
        hash = 31 * hash + tag.hashCode();
        return 31 * hash + digest.hashCode();
    }
}

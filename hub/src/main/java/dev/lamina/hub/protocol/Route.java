package dev.lamina.hub.protocol;

import dev.lamina.hub.catalog.RepositoryName;
import dev.lamina.image.Digest;

import java.util.Arrays;
import java.util.List;
import java.util.UUID;

/// What a path names (distribution-spec 1.1, "Endpoints").
sealed interface Route {

    /// `/v2/`
    record Ping() implements Route {}

    /// `/v2/_catalog`
    record ToCatalog() implements Route {}

    /// `/v1/_ping`
    record ToSearchPing() implements Route {}

    /// `/v1/search`
    record ToSearch() implements Route {}

    /// `/v2/NAME/manifests/REFERENCE`, where the reference is a tag or a digest
    record ToManifest(Name name, String reference) implements Route {}

    /// `/v2/NAME/blobs/DIGEST`
    record ToBlob(Name name, Digest digest) implements Route {}

    /// `/v2/NAME/blobs/uploads/`
    record ToUploads(Name name) implements Route {}

    /// `/v2/NAME/blobs/uploads/ID`
    record ToUpload(Name name, UUID id) implements Route {}

    /// `/v2/NAME/tags/list`
    record ToTags(Name name) implements Route {}

    /// `/v2/NAME/referrers/DIGEST`
    record ToReferrers(Name name, Digest subject) implements Route {}

    /// A repository as the client spelled it, and as it is.
    record Name(String spelled, RepositoryName repository) {

        String path(String rest) {
            return "/v2/" + spelled + "/" + rest;
        }
    }

    /// Reads a path that begins with `/v2` or `/v1`.
    ///
    /// @throws ProtocolException if it is none of the protocol's
    static Route parse(String path) throws ProtocolException {
        return switch (path) {
            case "/v2/", "/v2" -> new Ping();
            // No repository's name begins with an underscore.
            case "/v2/_catalog" -> new ToCatalog();
            case "/v1/_ping" -> new ToSearchPing();
            case "/v1/search" -> new ToSearch();
            default -> ofRepository(path);
        };
    }

    private static Route ofRepository(String path) throws ProtocolException {
        if (!path.startsWith("/v2/")) {
            throw unknown(path);
        }
        List<String> parts = Arrays.asList(path.substring("/v2/".length()).split("/", -1));
        int count = parts.size();
        String last = parts.get(count - 1);
        String kind = count >= 2 ? parts.get(count - 2) : "";
        boolean inUploads = count >= 3 && parts.get(count - 3).equals("blobs");
        if (inUploads && kind.equals("uploads")) {
            Name name = name(parts, count - 3);
            return last.isEmpty() ? new ToUploads(name) : new ToUpload(name, uploadId(last));
        }
        return switch (kind) {
            case "manifests" -> new ToManifest(name(parts, count - 2), last);
            case "blobs" ->
                    last.equals("uploads")
                            ? new ToUploads(name(parts, count - 2))
                            : new ToBlob(name(parts, count - 2), digest(last));
            case "referrers" -> new ToReferrers(name(parts, count - 2), digest(last));
            case "tags" -> {
                if (!last.equals("list")) {
                    throw unknown(path);
                }
                yield new ToTags(name(parts, count - 2));
            }
            default -> throw unknown(path);
        };
    }

    private static ProtocolException unknown(String path) {
        return new ProtocolException(
                ErrorCode.UNSUPPORTED, 404, "path: expected one of the protocol, got " + path);
    }

    private static Name name(List<String> parts, int count) throws ProtocolException {
        return name(String.join("/", parts.subList(0, count)));
    }

    /// Reads the name of a repository.
    ///
    /// @throws ProtocolException if the text is no name
    static Name name(String text) throws ProtocolException {
        return RepositoryName.parse(text)
                .map(repository -> new Name(text, repository))
                .orElseThrow(
                        () ->
                                new ProtocolException(
                                        ErrorCode.NAME_INVALID,
                                        "repository: expected lower-case letters, digits and"
                                                + " separators, at most 255, got '"
                                                + text
                                                + "'"));
    }

    /// Reads a digest.
    ///
    /// @throws ProtocolException if the text is no digest
    static Digest digest(String text) throws ProtocolException {
        try {
            return Digest.parse(text);
        } catch (IllegalArgumentException e) {
            throw new ProtocolException(ErrorCode.DIGEST_INVALID, e.getMessage());
        }
    }

    private static UUID uploadId(String text) throws ProtocolException {
        try {
            UUID id = UUID.fromString(text);
            if (id.toString().equals(text)) {
                return id;
            }
        } catch (IllegalArgumentException e) {
            // Falls through: no upload can have this id.
        }
        throw new ProtocolException(ErrorCode.BLOB_UPLOAD_UNKNOWN, "upload: no such upload");
    }
}

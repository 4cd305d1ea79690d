package dev.lamina.hub.protocol;

import dev.lamina.http.Exchange;
import dev.lamina.http.HttpException;
import dev.lamina.hub.catalog.Change;
import dev.lamina.hub.catalog.Precondition;
import dev.lamina.hub.catalog.RepositoryName;
import dev.lamina.hub.catalog.content.Catalog;
import dev.lamina.hub.catalog.content.ManifestEntry;
import dev.lamina.image.Bytes;
import dev.lamina.image.Digest;
import dev.lamina.image.DigestMismatchException;
import dev.lamina.image.MediaType;

import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// `/v2/NAME/manifests/REFERENCE`: distribution-spec 1.1, "Pulling manifests", "Pushing
/// Manifests", "Deleting tags", "Deleting Manifests".
final class ManifestEndpoint {

    private static final Pattern TAG = Pattern.compile("[a-zA-Z0-9_][a-zA-Z0-9._-]{0,127}");

    private final Catalog catalog;
    private final Access access;
    private final InstantSource clock;
    private final ImageConfigs configs;
    private final PullListener listener;

    ManifestEndpoint(
            Catalog catalog,
            ImageConfigs configs,
            Access access,
            PullListener listener,
            InstantSource clock) {
        this.catalog = catalog;
        this.configs = configs;
        this.access = access;
        this.listener = listener;
        this.clock = clock;
    }

    void handle(Exchange exchange, Route.ToManifest route)
            throws ProtocolException, HttpException, IOException {
        switch (exchange.method()) {
            case "GET", "HEAD" -> get(exchange, route);
            case "PUT" -> put(exchange, route);
            case "DELETE" -> delete(exchange, route);
            default -> throw DistributionProtocol.unsupported(exchange, "GET, HEAD, PUT, DELETE");
        }
    }

    private void get(Exchange exchange, Route.ToManifest route)
            throws ProtocolException, IOException {
        RepositoryName repository = route.name().repository();
        access.check(exchange, repository, Access.Action.PULL);
        ManifestEntry manifest = entry(route).orElseThrow(() -> unknown(route));
        exchange.with("Docker-Content-Digest", manifest.digest().toString())
                .with("ETag", Etag.of(manifest.digest()));
        if (Etag.isKnown(exchange, manifest.digest())) {
            exchange.sendHead(304, manifest.size());
            return;
        }
        exchange.with("Content-Type", manifest.mediaType());
        if (exchange.method().equals("HEAD")) {
            exchange.sendHead(200, manifest.size());
            return;
        }
        exchange.send(200, content(exchange, repository, manifest));
        if (!MediaType.isIndex(manifest.mediaType())) {
            listener.pulled(repository);
        }
    }

    private Optional<ManifestEntry> entry(Route.ToManifest route)
            throws ProtocolException, IOException {
        RepositoryName repository = route.name().repository();
        return isDigest(route)
                ? catalog.manifests().entry(repository, Route.digest(route.reference()))
                : catalog.manifests().entry(repository, route.reference());
    }

    private Bytes content(Exchange exchange, RepositoryName repository, ManifestEntry manifest)
            throws ProtocolException, IOException {
        if (manifest.content().isPresent()) {
            return manifest.content().get();
        }
        exchange.reserve(Limits.READ_WEIGHT * manifest.size());
        return catalog.manifests()
                .find(repository, manifest.digest())
                .orElseThrow(() -> unknown(repository, manifest.digest().toString()))
                .content();
    }

    private void put(Exchange exchange, Route.ToManifest route)
            throws ProtocolException, HttpException, IOException {
        RepositoryName repository = route.name().repository();
        String by = access.check(exchange, repository, Access.Action.PUSH);
        List<String> tags = isDigest(route) ? tags(exchange) : List.of(tag(route.reference()));
        Bytes content = receive(exchange);
        Digest digest = isDigest(route) ? verify(route, content) : Digest.of(content);
        String mediaType = exchange.header("Content-Type").orElse("");
        ManifestDocument document = ManifestDocument.parse(content, mediaType);
        checkReferences(document);
        catalog.manifests()
                .put(
                        repository,
                        document.toNewManifest(
                                digest, content, configs.facts(exchange, repository, document)),
                        tags,
                        Etag.precondition(exchange, route.reference()),
                        new Change(clock.instant(), by));
        if (isDigest(route) && !tags.isEmpty()) {
            exchange.with("OCI-Tag", String.join(", ", tags));
        }
        document.subject().ifPresent(subject -> exchange.with("OCI-Subject", subject.toString()));
        exchange.with("Location", route.name().path("manifests/" + digest))
                .with("Docker-Content-Digest", digest.toString())
                .send(201);
    }

    private static Bytes receive(Exchange exchange) throws ProtocolException, IOException {
        Bytes content =
                exchange.readBody(Limits.MAX_MANIFEST_SIZE)
                        .orElseThrow(
                                () ->
                                        new ProtocolException(
                                                ErrorCode.SIZE_INVALID,
                                                413,
                                                "manifest, size: expected at most "
                                                        + Limits.MAX_MANIFEST_SIZE
                                                        + " bytes"));
        exchange.reserve(Limits.PARSED_WEIGHT * (long) content.length());
        return content;
    }

    private static void checkReferences(ManifestDocument document) throws ProtocolException {
        int count =
                document.blobs().size() + document.elsewhere().size() + document.manifests().size();
        if (count > Limits.MAX_REFERENCES) {
            throw new ProtocolException(
                    ErrorCode.MANIFEST_INVALID,
                    413,
                    "manifest: expected at most "
                            + Limits.MAX_REFERENCES
                            + " blobs and manifests named, got "
                            + count);
        }
    }

    private static Digest verify(Route.ToManifest route, Bytes content)
            throws ProtocolException, DigestMismatchException {
        Digest expected = Route.digest(route.reference());
        Digest got = Digest.of(expected.algorithm(), content);
        if (!got.equals(expected)) {
            throw new DigestMismatchException("manifest", expected, got);
        }
        return got;
    }

    private void delete(Exchange exchange, Route.ToManifest route)
            throws ProtocolException, IOException {
        RepositoryName repository = route.name().repository();
        String by = access.check(exchange, repository, Access.Action.DELETE);
        var change = new Change(clock.instant(), by);
        Precondition precondition = Etag.precondition(exchange, route.reference());
        boolean deleted =
                isDigest(route)
                        ? catalog.manifests()
                                .delete(
                                        repository,
                                        Route.digest(route.reference()),
                                        precondition,
                                        change)
                        : catalog.tags()
                                .delete(repository, route.reference(), precondition, change);
        if (!deleted) {
            throw unknown(route);
        }
        exchange.send(202);
    }

    /// No tag has a colon, every digest has.
    private static boolean isDigest(Route.ToManifest route) {
        return route.reference().indexOf(':') >= 0;
    }

    /// Who pushes by digest may name tags in the query.
    private static List<String> tags(Exchange exchange) throws ProtocolException, HttpException {
        List<String> tags = exchange.queries("tag").stream().distinct().toList();
        if (tags.size() > Limits.MAX_NEW_TAGS) {
            throw new ProtocolException(
                    ErrorCode.UNSUPPORTED,
                    414,
                    "tags: expected at most " + Limits.MAX_NEW_TAGS + ", got " + tags.size());
        }
        for (String tag : tags) {
            tag(tag);
        }
        return tags;
    }

    private static String tag(String text) throws ProtocolException {
        if (!TAG.matcher(text).matches()) {
            throw new ProtocolException(
                    ErrorCode.MANIFEST_INVALID,
                    "tag: expected at most 128 letters, digits, '_', '.' and '-', got '"
                            + text
                            + "'");
        }
        return text;
    }

    private static ProtocolException unknown(Route.ToManifest route) {
        return unknown(route.name().repository(), route.reference());
    }

    private static ProtocolException unknown(RepositoryName repository, String reference) {
        return new ProtocolException(
                ErrorCode.MANIFEST_UNKNOWN,
                "manifest " + reference + ": not in " + repository.familiar());
    }
}

package dev.lamina.hub.protocol;

import dev.lamina.http.Exchange;
import dev.lamina.http.HttpException;
import dev.lamina.hub.catalog.RepositoryName;
import dev.lamina.hub.catalog.content.Catalog;
import dev.lamina.hub.catalog.content.ManifestEntry;
import dev.lamina.hub.catalog.content.StoredManifest;
import dev.lamina.image.Bytes;
import dev.lamina.image.Descriptor;
import dev.lamina.image.Digest;
import dev.lamina.image.ImageFormatException;
import dev.lamina.image.ImageIndex;
import dev.lamina.image.MediaType;
import dev.lamina.image.json.ImageIndexJson;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// `/v2/NAME/referrers/DIGEST`: distribution-spec 1.1, "Listing Referrers".
final class ReferrersEndpoint {

    private final Catalog catalog;
    private final Access access;

    ReferrersEndpoint(Catalog catalog, Access access) {
        this.catalog = catalog;
        this.access = access;
    }

    void handle(Exchange exchange, Route.ToReferrers route)
            throws ProtocolException, HttpException, IOException {
        DistributionProtocol.requireGet(exchange);
        RepositoryName repository = route.name().repository();
        access.check(exchange, repository, Access.Action.PULL);
        int size = Math.max(1, PageSize.of(exchange, Limits.MAX_REFERRERS));
        Optional<String> last = exchange.query("last");
        Optional<Digest> after =
                last.isPresent() ? Optional.of(Route.digest(last.get())) : Optional.empty();
        // No media type has a blank: it is the + of one that the client did not encode.
        Optional<String> type =
                exchange.query("artifactType")
                        .filter(text -> !text.isEmpty())
                        .map(text -> text.replace(' ', '+'));
        exchange.reserve((size + 1L + Limits.PARSED_WEIGHT) * ManifestEntry.MAX_CONTENT);
        List<ManifestEntry> found =
                catalog.manifests().referrers(repository, route.subject(), type, after, size + 1);
        List<ManifestEntry> page = found.subList(0, fitting(found, size));
        if (found.size() > page.size()) {
            String path = route.name().path("referrers/" + route.subject());
            String next = page.getLast().digest().toString();
            exchange.with("Link", PageSize.link(path, size, next, type));
        }
        if (type.isPresent()) {
            exchange.with("OCI-Filters-Applied", "artifactType");
        }
        exchange.with("Content-Type", MediaType.OCI_INDEX)
                .send(200, ImageIndexJson.write(list(exchange, repository, page)));
    }

    /// Returns how many go on a page. What is told of one is a part of it, so that a page within the
    /// limit of manifests is one that clients take.
    private static int fitting(List<ManifestEntry> found, int most) {
        int count = 0;
        long length = 0;
        for (ManifestEntry manifest : found) {
            length += manifest.size();
            if (count == most || count > 0 && length > Limits.MAX_MANIFEST_SIZE) {
                return count;
            }
            count++;
        }
        return count;
    }

    /// One large manifest after the other is read. One that has gone meanwhile is left out.
    private ImageIndex list(Exchange exchange, RepositoryName repository, List<ManifestEntry> page)
            throws IOException {
        var descriptors = new ArrayList<Descriptor>();
        for (ManifestEntry manifest : page) {
            Optional<Bytes> content = manifest.content();
            if (content.isEmpty()) {
                exchange.reserve(Limits.PARSED_WEIGHT * manifest.size());
                content =
                        catalog.manifests()
                                .find(repository, manifest.digest())
                                .map(StoredManifest::content);
            }
            if (content.isPresent()) {
                descriptors.add(descriptor(manifest, content.get()));
            }
        }
        return new ImageIndex(
                MediaType.OCI_INDEX, descriptors, Optional.empty(), Map.of(), Optional.empty());
    }

    private static Descriptor descriptor(ManifestEntry manifest, Bytes content)
            throws ImageFormatException {
        ManifestDocument document = ManifestDocument.parse(content, manifest.mediaType());
        return new Descriptor(
                manifest.mediaType(),
                manifest.digest(),
                manifest.size(),
                Optional.empty(),
                document.annotations(),
                document.artifactType(),
                List.of());
    }
}

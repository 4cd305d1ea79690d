package dev.lamina.image;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// The media types that image documents and layers travel under.
///
/// Sources: image-spec 1.1, media-types.md; Docker's "Image Manifest V 2, Schema 2".
public final class MediaType {

    public static final String OCI_INDEX = "application/vnd.oci.image.index.v1+json";
    public static final String OCI_MANIFEST = "application/vnd.oci.image.manifest.v1+json";
    public static final String OCI_CONFIG = "application/vnd.oci.image.config.v1+json";
    public static final String OCI_LAYER = "application/vnd.oci.image.layer.v1.tar";
    public static final String OCI_LAYER_GZIP = OCI_LAYER + "+gzip";
    public static final String OCI_LAYER_ZSTD = OCI_LAYER + "+zstd";
    public static final String OCI_EMPTY = "application/vnd.oci.empty.v1+json";

    /// Layers that may not be pushed elsewhere; deprecated by image-spec, still in old images.
    public static final String OCI_LAYER_NONDISTRIBUTABLE =
            "application/vnd.oci.image.layer.nondistributable.v1.tar";

    public static final String DOCKER_MANIFEST_LIST =
            "application/vnd.docker.distribution.manifest.list.v2+json";
    public static final String DOCKER_MANIFEST =
            "application/vnd.docker.distribution.manifest.v2+json";
    public static final String DOCKER_CONFIG = "application/vnd.docker.container.image.v1+json";
    public static final String DOCKER_LAYER = "application/vnd.docker.image.rootfs.diff.tar";
    public static final String DOCKER_LAYER_GZIP = DOCKER_LAYER + ".gzip";
    public static final String DOCKER_LAYER_ZSTD = DOCKER_LAYER + ".zstd";
    public static final String DOCKER_LAYER_FOREIGN =
            "application/vnd.docker.image.rootfs.foreign.diff.tar.gzip";

    public static final String DOCKER_SCHEMA_1 =
            "application/vnd.docker.distribution.manifest.v1+json";
    public static final String DOCKER_SCHEMA_1_SIGNED =
            "application/vnd.docker.distribution.manifest.v1+prettyjws";

    /// The types that a client accepts as a manifest, the most wanted first.
    public static final List<String> MANIFESTS =
            List.of(OCI_INDEX, DOCKER_MANIFEST_LIST, OCI_MANIFEST, DOCKER_MANIFEST);

    /// The common part of the types of tars, those of OCI and Docker among them.
    private static final Pattern LAYER =
            Pattern.compile("\\btar\\b|\\bx-(g?tar|tgz)\\b|\\bgzip\\b|\\bzstd\\b|/octet-stream$");

    private MediaType() {}

    /// Tells whether this type names an image index or a manifest list.
    public static boolean isIndex(String mediaType) {
        return mediaType.equals(OCI_INDEX) || mediaType.equals(DOCKER_MANIFEST_LIST);
    }

    /// Tells whether this type names the manifest of one platform.
    public static boolean isManifest(String mediaType) {
        return mediaType.equals(OCI_MANIFEST) || mediaType.equals(DOCKER_MANIFEST);
    }

    /// Tells whether this type names an image config.
    public static boolean isConfig(String mediaType) {
        return mediaType.equals(OCI_CONFIG) || mediaType.equals(DOCKER_CONFIG);
    }

    /// Tells whether a layer of this type is not pushed: registries need not have it, and whoever
    /// wants it fetches it from the URLs of its descriptor.
    public static boolean isNondistributable(String mediaType) {
        return mediaType.equals(DOCKER_LAYER_FOREIGN)
                || mediaType.startsWith(OCI_LAYER_NONDISTRIBUTABLE);
    }

    /// Tells whether a config of this type may be an image's, so that its content decides: a type of
    /// JSON, or one of those that say nothing, which old registries and tools wrote. Not so the types
    /// that are known to name something else, whose content looks alike.
    public static boolean mayBeConfig(String mediaType) {
        String type = mediaType.toLowerCase(Locale.ROOT);
        boolean other = type.equals(OCI_EMPTY) || type.startsWith("application/vnd.docker.plugin.");
        return !other
                && (type.isEmpty()
                        || type.equals("application/octet-stream")
                        || type.startsWith("text/")
                        || type.endsWith("/json")
                        || type.endsWith("+json"));
    }

    /// Tells whether a layer of this type may be a tar. How it is compressed, and whether it is one at
    /// all, its bytes tell: builders label layers in many ways, and often wrongly. Encrypted layers and
    /// documents are none.
    public static boolean isLayer(String mediaType) {
        int parameters = mediaType.indexOf(';');
        String type =
                (parameters < 0 ? mediaType : mediaType.substring(0, parameters))
                        .strip()
                        .toLowerCase(Locale.ROOT);
        if (type.endsWith("+json") || type.endsWith("/json") || type.endsWith("+encrypted")) {
            return false;
        }
        return LAYER.matcher(type).find();
    }
}

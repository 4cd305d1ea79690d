package dev.lamina.engine.transfer;

import dev.lamina.image.Bytes;
import dev.lamina.image.Descriptor;
import dev.lamina.image.ImageConfig;
import dev.lamina.image.Manifest;

import java.util.ArrayList;
import java.util.List;

/// A manifest and its config, checked against each other.
///
/// @param descriptor    what led to the manifest
/// @param manifestBytes the exact bytes of the manifest
/// @param configBytes   the exact bytes of the config
record ImageDocuments(
        Descriptor descriptor,
        Bytes manifestBytes,
        Manifest manifest,
        Bytes configBytes,
        ImageConfig config) {

    /// Returns the image that a reference led to.
    ///
    /// @param above the indexes on the way to the manifest, the reference's own first
    RemoteImage under(Descriptor target, List<RemoteImage.Document> above) {
        var documents = new ArrayList<>(above);
        documents.add(new RemoteImage.Document(descriptor.digest(), manifestBytes));
        documents.add(new RemoteImage.Document(manifest.config().digest(), configBytes));
        return new RemoteImage(target, documents, descriptor, manifest, config);
    }
}

package dev.lamina.engine.transfer;

import dev.lamina.image.Bytes;
import dev.lamina.image.Descriptor;
import dev.lamina.image.Digest;
import dev.lamina.image.ImageConfig;
import dev.lamina.image.Manifest;

import java.util.List;

/// The documents of an image as a registry gave them, checked against each other.
///
/// @param target     what the reference names: the manifest, or an index
/// @param documents  all of them with their digests: an index if there is one, manifest, config
/// @param manifest   for the platform that was wanted
/// @param descriptor of the manifest
record RemoteImage(
        Descriptor target,
        List<Document> documents,
        Descriptor descriptor,
        Manifest manifest,
        ImageConfig config) {

    RemoteImage {
        documents = List.copyOf(documents);
    }

    /// Exact bytes and the digest that names them.
    record Document(Digest digest, Bytes bytes) {}
}

package dev.lamina.engine.images;

import dev.lamina.image.Bytes;
import dev.lamina.image.Descriptor;
import dev.lamina.image.DiffId;
import dev.lamina.image.Digest;
import dev.lamina.image.ImageConfig;
import dev.lamina.image.Manifest;

import java.util.List;

/// An entry of the list of images with its documents.
///
/// @param entry         what the list says
/// @param descriptor    of the manifest
/// @param manifestBytes the exact bytes of the manifest
/// @param configBytes   the exact bytes of the config
record StoredImage(
        ImageEntry entry,
        Descriptor descriptor,
        Manifest manifest,
        Bytes manifestBytes,
        ImageConfig config,
        Bytes configBytes) {

    /// The image ID.
    Digest id() {
        return manifest.config().digest();
    }

    /// Returns the same documents under another entry that leads to them.
    StoredImage under(ImageEntry other) {
        return new StoredImage(other, descriptor, manifest, manifestBytes, config, configBytes);
    }

    List<DiffId> layers() {
        return config.diffIds();
    }
}

package dev.lamina.hub.catalog;

/// What a hub knows about its content. Each part is one small set of questions and changes.
///
/// A change is atomic, and survives a power cut once its method has returned. Several processes
/// may use one catalog at once.
public interface Catalog {

    Manifests manifests();

    Tags tags();

    HeldBlobs blobs();

    Uploads uploads();

    Unused unused();
}

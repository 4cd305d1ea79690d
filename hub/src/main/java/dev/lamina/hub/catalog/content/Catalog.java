package dev.lamina.hub.catalog.content;

import dev.lamina.hub.catalog.tag.Tags;
import dev.lamina.hub.db.Database;

/// The content of a hub, as the tables of its database know it. Each part is one small set of questions and changes.
///
/// A change is atomic, and survives a power cut once its method has returned. Several processes
/// may use one catalog at once.
public final class Catalog {

    private final Manifests manifests;
    private final Tags tags;
    private final HeldBlobs blobs;
    private final Uploads uploads;
    private final Unused unused;

    public Catalog(Database database) {
        manifests = new Manifests(database);
        tags = new Tags(database);
        blobs = new HeldBlobs(database);
        uploads = new Uploads(database);
        unused = new Unused(database);
    }

    public Manifests manifests() {
        return manifests;
    }

    public Tags tags() {
        return tags;
    }

    public HeldBlobs blobs() {
        return blobs;
    }

    public Uploads uploads() {
        return uploads;
    }

    public Unused unused() {
        return unused;
    }
}

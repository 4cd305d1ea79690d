package dev.lamina.hub.catalog.sql;

import dev.lamina.hub.catalog.Catalog;
import dev.lamina.hub.catalog.HeldBlobs;
import dev.lamina.hub.catalog.Manifests;
import dev.lamina.hub.catalog.Tags;
import dev.lamina.hub.catalog.Unused;
import dev.lamina.hub.catalog.Uploads;
import dev.lamina.hub.db.Database;

/// The catalog in a SQL database.
public final class SqlCatalog implements Catalog {

    private final Database database;

    public SqlCatalog(Database database) {
        this.database = database;
    }

    @Override
    public Manifests manifests() {
        return new SqlManifests(database);
    }

    @Override
    public Tags tags() {
        return new SqlTags(database);
    }

    @Override
    public HeldBlobs blobs() {
        return new SqlHeldBlobs(database);
    }

    @Override
    public Uploads uploads() {
        return new SqlUploads(database);
    }

    @Override
    public Unused unused() {
        return new SqlUnused(database);
    }
}

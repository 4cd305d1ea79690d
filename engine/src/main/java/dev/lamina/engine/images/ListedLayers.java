package dev.lamina.engine.images;

import dev.lamina.engine.store.Listing;
import dev.lamina.image.Descriptor;
import dev.lamina.image.DiffId;

import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.Set;

/// The list of images as the store below it sees it: which images have a layer, and in which blob.
final class ListedLayers implements Listing {

    private final ImageList list;
    private final Catalog catalog;

    ListedLayers(ImageList list, Catalog catalog) {
        this.list = list;
        this.catalog = catalog;
    }

    @Override
    public void prepare() throws IOException {
        list.prepare();
    }

    @Override
    public Set<Descriptor> blobsOf(DiffId layer) throws IOException {
        Set<Descriptor> blobs = new LinkedHashSet<>();
        for (StoredImage image : catalog.readable(list.read())) {
            for (int i = 0; i < image.layers().size(); i++) {
                if (image.layers().get(i).equals(layer)) {
                    blobs.add(image.manifest().layers().get(i));
                }
            }
        }
        return blobs;
    }
}

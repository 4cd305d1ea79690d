package dev.lamina.engine.store;

import dev.lamina.image.Descriptor;
import dev.lamina.image.DiffId;

import java.io.IOException;
import java.util.Set;

/// The list of images, as far as the bytes below it need one: it says which blobs hold a layer.
public interface Listing {

    /// Makes what a store needs before anything is added, and is not there: the directories and the list.
    ///
    /// @throws IOException also if others own or could change the store, or its place
    void prepare() throws IOException;

    /// Returns the blobs out of which a layer can be made again; none if no image has such a layer.
    Set<Descriptor> blobsOf(DiffId layer) throws IOException;
}

/// The bytes of a store: an OCI image layout's blobs, and beside them what is derived from them. Its words
/// are blob, layer, union, ingest, lease and lock. Names of images are [dev.lamina.engine.images]'s.
@NullMarked
package dev.lamina.engine.store;

import org.jspecify.annotations.NullMarked;

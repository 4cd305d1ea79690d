/// The store: an OCI image layout, and beside it what is derived from its blobs. Its words are
/// blob, layer, union, tag, ingest, lease, lock and sweep.
@NullMarked
package dev.lamina.engine.store;

import org.jspecify.annotations.NullMarked;

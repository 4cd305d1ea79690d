/// The content of a hub: manifests, which blobs repositories hold, uploads, and what nothing needs any more.
@NullMarked
package dev.lamina.hub.catalog.content;

import org.jspecify.annotations.NullMarked;

/// What a hub knows about its content: repositories, tags, manifests, which blobs they hold.
@NullMarked
package dev.lamina.hub.catalog;

import org.jspecify.annotations.NullMarked;

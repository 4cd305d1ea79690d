/// Where blobs lie: uploads in progress and finished blobs, found by their digest alone.
@NullMarked
package dev.lamina.hub.blob;

import org.jspecify.annotations.NullMarked;

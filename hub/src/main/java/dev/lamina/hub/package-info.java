/// A hub: a registry server with a catalog of repositories, over a directory of blobs.
@NullMarked
package dev.lamina.hub;

import org.jspecify.annotations.NullMarked;

/// A registry: the distribution protocol over a blob store and a catalog.
@NullMarked
package dev.lamina.hub;

import org.jspecify.annotations.NullMarked;

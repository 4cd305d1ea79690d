/// Docker's documents: what `inspect` shows, field by field in the order of Docker's API.
@NullMarked
package dev.lamina.docker.document;

import org.jspecify.annotations.NullMarked;

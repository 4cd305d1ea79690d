/// What is known of one image or container: `inspect` and its documents.
@NullMarked
package dev.lamina.cli.inspect;

import org.jspecify.annotations.NullMarked;

/// Commands about images: from `pull` to `push`, what they are made of, and mounting them.
///
/// A `*Row` is a line of a list, or a value for a template: the fields that Docker gives, by Docker's
/// names.
@NullMarked
package dev.lamina.cli.image;

import org.jspecify.annotations.NullMarked;

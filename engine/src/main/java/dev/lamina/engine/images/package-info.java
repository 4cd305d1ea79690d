/// The images of a store: the list of references, the entries of it, removal, and the sweep of what no
/// image needs. Stands above [dev.lamina.engine.store], which has the bytes and knows no names.
@NullMarked
package dev.lamina.engine.images;

import org.jspecify.annotations.NullMarked;

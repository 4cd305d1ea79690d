/// Looks of visitors into images of a hub: turns, limits, and what was found lately. How one looks is in
/// `image.look`; a layer is inflated once for its index, and once more for the content of a file.
@NullMarked
package dev.lamina.hub.look;

import org.jspecify.annotations.NullMarked;

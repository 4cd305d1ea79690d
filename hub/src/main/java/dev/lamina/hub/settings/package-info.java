/// The values that whoever starts or keeps a hub gives it; every other package means these.
@NullMarked
package dev.lamina.hub.settings;

import org.jspecify.annotations.NullMarked;

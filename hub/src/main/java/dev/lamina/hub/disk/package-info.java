/// Files and directories that only the hub's own user sees.
@NullMarked
package dev.lamina.hub.disk;

import org.jspecify.annotations.NullMarked;

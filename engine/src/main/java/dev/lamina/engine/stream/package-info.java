/// The traffic between a container in the foreground and its user: standard streams, the terminal and the
/// keys that leave it, signals, and the loss of whoever reads.
@NullMarked
package dev.lamina.engine.stream;

import org.jspecify.annotations.NullMarked;

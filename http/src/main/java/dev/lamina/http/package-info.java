/// The HTTP server: one exchange at a time on a virtual thread, bounded, file bodies unread.
@NullMarked
package dev.lamina.http;

import org.jspecify.annotations.NullMarked;

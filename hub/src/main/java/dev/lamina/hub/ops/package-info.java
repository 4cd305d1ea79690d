/// What whoever runs a hub watches: access log, metrics, health; and backup and scrub.
@NullMarked
package dev.lamina.hub.ops;

import org.jspecify.annotations.NullMarked;

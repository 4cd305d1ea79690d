/// What whoever runs a hub watches: access log, metrics, health.
@NullMarked
package dev.lamina.hub.ops;

import org.jspecify.annotations.NullMarked;

/// The OCI distribution protocol, server side: one class for each endpoint.
@NullMarked
package dev.lamina.hub.protocol;

import org.jspecify.annotations.NullMarked;

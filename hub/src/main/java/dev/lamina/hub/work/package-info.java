/// Long computations of requests, on threads of their own: virtual threads that compute keep the few
/// carriers that all other requests need, too.
@NullMarked
package dev.lamina.hub.work;

import org.jspecify.annotations.NullMarked;

/// Single requests over HTTP: connections, TLS, proxies, time limits. Knows no registries.
///
/// [dev.lamina.registry.http.Transport] sends one request and neither follows nor repeats anything.
/// The JDK's client does the protocol; what it lacks is here: a limit on silence within a body,
/// certificates for a single host, proxies by the environment, and reasons in words.
@NullMarked
package dev.lamina.registry.http;

import org.jspecify.annotations.NullMarked;

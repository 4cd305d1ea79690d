/// Single requests over HTTP: connections, TLS, proxies, time limits. Knows no registries.
///
/// [dev.lamina.registry.http.Transport] sends one request and neither follows nor repeats anything.
/// The thread that asks reads the socket: [dev.lamina.registry.http.Transport] to
/// `Connector` and `ConnectionPool`, which have a `Connection` for each `Route`; `AnswerHead`, `Framing` and
/// `Chunks` say what its bytes mean. Besides: a limit on silence, certificates for a single host, proxies by the
/// environment, and reasons in words.
@NullMarked
package dev.lamina.registry.http;

import org.jspecify.annotations.NullMarked;

/// Single requests over HTTP: connections, TLS, proxies, time limits. Knows no registries.
@NullMarked
package dev.lamina.registry.http;

import org.jspecify.annotations.NullMarked;

package dev.lamina.http;

import java.nio.file.Path;

/// Where a server's certificate is.
///
/// @param certificate in PEM form, first the server's, then those that lead to a known authority
/// @param key         its private key, in PEM form and not encrypted
public record TlsFiles(Path certificate, Path key) {}

package dev.lamina.hub.settings;

import java.nio.file.Path;

/// What a hub proves itself with: a certificate and its key, never one without the other.
///
/// @param certificate in PEM form, first the hub's, then those that lead to a known authority
/// @param key         its private key, in PEM form and not encrypted
public record CertificateFiles(Path certificate, Path key) {}

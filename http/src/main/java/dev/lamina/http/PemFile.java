package dev.lamina.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.List;

/// A file with a certificate or a key, as OpenSSL writes it (RFC 7468). Every failure names the file, and
/// what was expected of it.
///
/// @param what is expected in it, for messages
record PemFile(Path file, String what) {

    /// A chain with long names has some ten thousand bytes.
    private static final int MAX_SIZE = 1 << 20;

    /// Reads the text; bytes that are none are kept.
    String text() throws IOException {
        return new String(bytes(), ISO_8859_1);
    }

    /// Reads certificates, at least one.
    List<X509Certificate> certificates() throws IOException {
        try {
            List<X509Certificate> chain =
                    CertificateFactory.getInstance("X.509")
                            .generateCertificates(new ByteArrayInputStream(bytes()))
                            .stream()
                            .map(X509Certificate.class::cast)
                            .toList();
            if (chain.isEmpty()) {
                throw fault("got none");
            }
            return chain;
        } catch (CertificateException e) {
            IOException fault = fault("got something else");
            fault.initCause(e);
            throw fault;
        }
    }

    private byte[] bytes() throws IOException {
        if (!Files.exists(file)) {
            throw fault("got no such file");
        }
        if (!Files.isRegularFile(file)) {
            throw fault("got no regular file");
        }
        byte[] bytes;
        try (InputStream in = Files.newInputStream(file)) {
            bytes = in.readNBytes(MAX_SIZE + 1);
        } catch (NoSuchFileException e) {
            throw fault("got no such file");
        } catch (AccessDeniedException e) {
            throw fault("got permission denied");
        }
        if (bytes.length > MAX_SIZE) {
            throw fault("got more than " + MAX_SIZE + " bytes");
        }
        return bytes;
    }

    /// Returns the failure that says what was expected.
    IOException fault(String got) {
        return new IOException(file + ": expected " + what + ", " + got);
    }
}

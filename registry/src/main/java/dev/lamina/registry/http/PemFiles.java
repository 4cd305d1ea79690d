package dev.lamina.registry.http;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads certificates and keys in the text form that OpenSSL writes (RFC 7468).
final class PemFiles {

    private static final Pattern KEY =
            Pattern.compile("-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END");

    private PemFiles() {}

    static List<Certificate> certificates(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            List<Certificate> certificates =
                    List.copyOf(CertificateFactory.getInstance("X.509").generateCertificates(in));
            if (certificates.isEmpty()) {
                throw new IOException(file + ": expected certificates in PEM form, got none");
            }
            return certificates;
        } catch (NoSuchFileException e) {
            throw new IOException(file + ": expected certificates, got no such file", e);
        } catch (CertificateException e) {
            throw new IOException(
                    file + ": expected certificates in PEM form, got something else", e);
        }
    }

    static PrivateKey privateKey(Path file) throws IOException {
        String text;
        try {
            text = Files.readString(file);
        } catch (NoSuchFileException e) {
            throw new IOException(file + ": expected a private key, got no such file", e);
        }
        Matcher pem = KEY.matcher(text);
        if (!pem.find()) {
            throw new IOException(
                    file
                            + ": expected a private key in PKCS #8 form, got another"
                            + " (openssl pkcs8 -topk8 -nocrypt converts)");
        }
        var encoded = new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(pem.group(1)));
        for (String algorithm : List.of("RSA", "EC", "EdDSA")) {
            try {
                return KeyFactory.getInstance(algorithm).generatePrivate(encoded);
            } catch (InvalidKeySpecException e) {
                // Of another algorithm.
            } catch (GeneralSecurityException e) {
                throw new IOException(file + ": " + algorithm + ": " + e.getMessage(), e);
            }
        }
        throw new IOException(file + ": expected an RSA, EC or EdDSA key, got another");
    }
}

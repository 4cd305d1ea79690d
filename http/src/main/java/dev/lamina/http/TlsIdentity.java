package dev.lamina.http;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;

/// A certificate with those that vouch for it, and its key.
record TlsIdentity(List<X509Certificate> chain, PrivateKey key) {

    /// Reads it; the key must be the certificate's.
    ///
    /// @throws IOException if a file is missing, damaged, or they do not belong together
    static TlsIdentity read(TlsFiles files) throws IOException {
        try {
            List<X509Certificate> chain =
                    new PemFile(files.certificate(), "certificates in PEM form").certificates();
            var identity = new TlsIdentity(chain, PemKey.read(files.key()));
            identity.checkPair(files);
            return identity;
        } catch (GeneralSecurityException e) {
            throw new IOException(
                    files.key()
                            + ": expected a key that signs for "
                            + files.certificate()
                            + ", got another ("
                            + e.getMessage()
                            + ")",
                    e);
        }
    }

    /// Signs something and looks whether the certificate agrees: files that are exchanged one after
    /// the other do not belong together for a moment.
    private void checkPair(TlsFiles files) throws IOException, GeneralSecurityException {
        PublicKey open = chain.getFirst().getPublicKey();
        byte[] probe = {1, 2, 3};
        if (open.getAlgorithm().equals(key.getAlgorithm())) {
            Signature signature = Signature.getInstance(algorithm());
            signature.initSign(key);
            signature.update(probe);
            byte[] signed = signature.sign();
            signature.initVerify(open);
            signature.update(probe);
            if (signature.verify(signed)) {
                return;
            }
        }
        throw new IOException(
                files.key() + ": expected the key of " + files.certificate() + ", got another");
    }

    private String algorithm() {
        return switch (key.getAlgorithm()) {
            case "RSA" -> "SHA256withRSA";
            case "EC" -> "SHA256withECDSA";
            default -> "EdDSA";
        };
    }

    Instant expiry() {
        return chain.getFirst().getNotAfter().toInstant();
    }

    /// Returns both as the JDK wants them, in memory.
    KeyStore keyStore(String password) throws IOException {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setKeyEntry(
                    "hub", key, password.toCharArray(), chain.toArray(Certificate[]::new));
            return store;
        } catch (GeneralSecurityException e) {
            throw new IOException("certificate: " + e.getMessage(), e);
        }
    }
}

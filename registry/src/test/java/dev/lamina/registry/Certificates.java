package dev.lamina.registry;

import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/// The certificates of the tests (`src/test/resources/tls`).
final class Certificates {

    private static final char[] PASSWORD = "password".toCharArray();

    private Certificates() {}

    /// Names the file with the certificate authority that signed the others.
    static Path authority() {
        return file("ca.crt");
    }

    static Path file(String name) {
        try {
            return Path.of(Certificates.class.getResource("/tls/" + name).toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Returns what a server of the hosts in the certificate is; it trusts clients of the same
    /// authority.
    static SSLContext server() throws IOException {
        return server("server.p12");
    }

    /// Returns what a server is whose certificate has expired.
    static SSLContext expired() throws IOException {
        return server("expired.p12");
    }

    private static SSLContext server(String name) throws IOException {
        try (InputStream keys = Certificates.class.getResourceAsStream("/tls/" + name);
                InputStream trust = Certificates.class.getResourceAsStream("/tls/ca.p12")) {
            var keyManagers = KeyManagerFactory.getInstance("PKIX");
            keyManagers.init(store(keys), PASSWORD);
            var trustManagers = TrustManagerFactory.getInstance("PKIX");
            trustManagers.init(store(trust));
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keyManagers.getKeyManagers(), trustManagers.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IOException(e);
        }
    }

    private static KeyStore store(InputStream in) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(in, PASSWORD);
        return store;
    }
}

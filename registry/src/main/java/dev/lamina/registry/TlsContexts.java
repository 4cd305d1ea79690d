package dev.lamina.registry;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

/// Whom to trust, and who to be, when speaking TLS to a host.
///
/// Trusted are the system's certificates (`$SSL_CERT_FILE`, else the usual bundles, else those of
/// the JDK) and what lies in `certs.d/HOST[:PORT]/*.crt` below `~/.config/lamina`, `/etc/lamina`,
/// `~/.docker` and `/etc/docker`. A pair `NAME.cert` and `NAME.key` there is who to be (Docker's
/// manual, "Verify repository client with certificates").
final class TlsContexts {

    private static final List<Path> SYSTEM_BUNDLES =
            List.of(
                    Path.of("/etc/ssl/certs/ca-certificates.crt"),
                    Path.of("/etc/pki/tls/certs/ca-bundle.crt"),
                    Path.of("/etc/ssl/cert.pem"));

    private static final Pattern KEY =
            Pattern.compile("-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END");

    private static final char[] NO_PASSWORD = new char[0];

    private final Map<String, String> environment;
    private final Path home;

    TlsContexts(Map<String, String> environment, Path home) {
        this.environment = environment;
        this.home = home;
    }

    /// Returns a context that trusts nobody, for clients that speak plain HTTP only: loading the
    /// trusted certificates is dear at start-up.
    static SSLContext none() throws IOException {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(new KeyManager[0], new TrustManager[0], null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IOException("TLS: " + e.getMessage(), e);
        }
    }

    /// Tells whether there are certificates for just this host.
    boolean hasOwn(String authority) {
        return !directories(authority).isEmpty();
    }

    /// Returns the context for a `host[:port]`.
    SSLContext of(String authority) throws IOException {
        List<Path> own = directories(authority);
        Optional<Path> bundle = bundle();
        try {
            if (own.isEmpty() && bundle.isEmpty()) {
                return SSLContext.getDefault();
            }
            KeyStore trusted = emptyStore();
            if (bundle.isPresent()) {
                addAll(trusted, bundle.get());
            }
            KeyStore identity = emptyStore();
            for (Path directory : own) {
                addFrom(directory, trusted, identity);
            }
            return context(trusted, identity);
        } catch (GeneralSecurityException e) {
            throw new IOException("TLS, certificates for " + authority + ": " + e.getMessage(), e);
        }
    }

    private static SSLContext context(KeyStore trusted, KeyStore identity)
            throws GeneralSecurityException {
        KeyManagerFactory keys =
                KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(identity, NO_PASSWORD);
        TrustManagerFactory trust =
                TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
        return context;
    }

    private Optional<Path> bundle() {
        String named = environment.getOrDefault("SSL_CERT_FILE", "");
        if (!named.isEmpty()) {
            return Optional.of(Path.of(named));
        }
        return SYSTEM_BUNDLES.stream().filter(Files::isReadable).findFirst();
    }

    private List<Path> directories(String authority) {
        return List.of(
                        home.resolve(".config/lamina"),
                        Path.of("/etc/lamina"),
                        home.resolve(".docker"),
                        Path.of("/etc/docker"))
                .stream()
                .map(settings -> settings.resolve("certs.d").resolve(authority))
                .filter(Files::isDirectory)
                .toList();
    }

    private static void addFrom(Path directory, KeyStore trusted, KeyStore identity)
            throws IOException, GeneralSecurityException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
            for (Path file : files) {
                String name = file.getFileName().toString();
                if (name.endsWith(".crt")) {
                    addAll(trusted, file);
                } else if (name.endsWith(".cert")) {
                    String key = name.substring(0, name.length() - ".cert".length()) + ".key";
                    Collection<? extends Certificate> chain = certificates(file);
                    identity.setKeyEntry(
                            name,
                            privateKey(directory.resolve(key)),
                            NO_PASSWORD,
                            chain.toArray(Certificate[]::new));
                }
            }
        }
    }

    private static void addAll(KeyStore store, Path file)
            throws IOException, GeneralSecurityException {
        for (Certificate certificate : certificates(file)) {
            store.setCertificateEntry(file + "#" + store.size(), certificate);
        }
    }

    private static Collection<? extends Certificate> certificates(Path file)
            throws IOException, GeneralSecurityException {
        try (InputStream in = Files.newInputStream(file)) {
            return new ArrayList<>(
                    CertificateFactory.getInstance("X.509").generateCertificates(in));
        }
    }

    private static PrivateKey privateKey(Path file) throws IOException, GeneralSecurityException {
        Matcher pem = KEY.matcher(Files.readString(file));
        if (!pem.find()) {
            throw new IOException(
                    file
                            + ": expected a private key in PKCS #8 form"
                            + " (openssl pkcs8 -topk8 -nocrypt converts)");
        }
        var encoded = new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(pem.group(1)));
        for (String algorithm : List.of("RSA", "EC", "EdDSA")) {
            try {
                return KeyFactory.getInstance(algorithm).generatePrivate(encoded);
            } catch (InvalidKeySpecException e) {
                // Of another algorithm.
            }
        }
        throw new IOException(file + ": expected an RSA, EC or EdDSA key");
    }

    private static KeyStore emptyStore() throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, NO_PASSWORD);
        return store;
    }
}

package dev.lamina.registry.http;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/// Whom to trust, and who to be, when speaking TLS to a host.
///
/// Trusted are the system's certificates (`$SSL_CERT_FILE`, else the usual bundles, else those of
/// the JDK) and what lies in `certs.d/HOST[:PORT]/*.crt` below the user's `lamina` settings,
/// `/etc/lamina`, `~/.docker` and `/etc/docker`. A pair `NAME.cert` and `NAME.key` there is who to
/// be (Docker's manual, "Verify repository client with certificates").
public final class TlsContexts {

    private static final List<Path> SYSTEM_BUNDLES =
            List.of(
                    Path.of("/etc/ssl/certs/ca-certificates.crt"),
                    Path.of("/etc/pki/tls/certs/ca-bundle.crt"),
                    Path.of("/etc/ssl/cert.pem"));

    private static final char[] NO_PASSWORD = new char[0];

    private final Map<String, String> environment;
    private final List<Path> settings;

    /// Looks where an environment says; files are read when they are needed.
    public TlsContexts(Map<String, String> environment, Path home) {
        this.environment = environment;
        String named = environment.getOrDefault("XDG_CONFIG_HOME", "");
        this.settings =
                List.of(
                        (named.isEmpty() ? home.resolve(".config") : Path.of(named))
                                .resolve("lamina"),
                        Path.of("/etc/lamina"),
                        home.resolve(".docker"),
                        Path.of("/etc/docker"));
    }

    /// Tells whether there are certificates for just this `host[:port]`.
    public boolean hasOwn(String authority) {
        return !directories(authority).isEmpty();
    }

    /// Returns the context for a `host[:port]`.
    ///
    /// @param verified whether the host must prove who it is
    SSLContext of(String authority, boolean verified) throws IOException {
        try {
            KeyStore identity = emptyStore();
            KeyStore trusted = emptyStore();
            for (Path directory : directories(authority)) {
                addFrom(directory, trusted, identity);
            }
            KeyManagerFactory keys =
                    KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(identity, NO_PASSWORD);
            TrustManager[] trust =
                    verified ? trustManagers(trusted) : new TrustManager[] {new TrustAnyone()};
            return context(keys.getKeyManagers(), trust);
        } catch (GeneralSecurityException e) {
            throw new IOException("TLS, certificates for " + authority + ": " + e.getMessage(), e);
        }
    }

    private static SSLContext context(KeyManager[] keys, TrustManager[] trust)
            throws GeneralSecurityException {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys, trust, null);
        return context;
    }

    /// Adds the system's certificates.
    private TrustManager[] trustManagers(KeyStore trusted)
            throws IOException, GeneralSecurityException {
        Optional<Path> bundle = bundle();
        if (bundle.isPresent()) {
            addAll(trusted, PemFiles.certificates(bundle.get()), bundle.get());
        } else {
            for (TrustManager manager : factory(null).getTrustManagers()) {
                if (manager instanceof X509TrustManager platform) {
                    List<X509Certificate> issuers = List.of(platform.getAcceptedIssuers());
                    addAll(trusted, issuers, Path.of("jdk"));
                }
            }
        }
        return factory(trusted).getTrustManagers();
    }

    private static TrustManagerFactory factory(KeyStore trusted) throws GeneralSecurityException {
        TrustManagerFactory factory =
                TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(trusted);
        return factory;
    }

    private Optional<Path> bundle() {
        String named = environment.getOrDefault("SSL_CERT_FILE", "");
        if (!named.isEmpty()) {
            return Optional.of(Path.of(named));
        }
        return SYSTEM_BUNDLES.stream().filter(Files::isReadable).findFirst();
    }

    private List<Path> directories(String authority) {
        return settings.stream()
                .map(directory -> directory.resolve("certs.d").resolve(authority))
                .filter(Files::isDirectory)
                .toList();
    }

    private static void addFrom(Path directory, KeyStore trusted, KeyStore identity)
            throws IOException, GeneralSecurityException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
            for (Path file : files) {
                String name = file.getFileName().toString();
                if (name.endsWith(".crt")) {
                    addAll(trusted, PemFiles.certificates(file), file);
                } else if (name.endsWith(".cert") || name.endsWith(".key")) {
                    String pair = name.substring(0, name.lastIndexOf('.'));
                    identity.setKeyEntry(
                            pair,
                            PemFiles.privateKey(directory.resolve(pair + ".key")),
                            NO_PASSWORD,
                            PemFiles.certificates(directory.resolve(pair + ".cert"))
                                    .toArray(Certificate[]::new));
                }
            }
        }
    }

    private static void addAll(
            KeyStore store, List<? extends Certificate> certificates, Path source)
            throws GeneralSecurityException {
        for (Certificate certificate : certificates) {
            store.setCertificateEntry(source + "#" + store.size(), certificate);
        }
    }

    private static KeyStore emptyStore() throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, NO_PASSWORD);
        return store;
    }
}

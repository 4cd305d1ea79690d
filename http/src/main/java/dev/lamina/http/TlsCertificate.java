package dev.lamina.http;

import org.eclipse.jetty.util.ssl.SslContextFactory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.security.KeyStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/// The certificate that a server shows, read again when its files change.
///
/// New connections see the new one; open ones go on. Files that cannot be read change nothing.
final class TlsCertificate implements AutoCloseable {

    /// Asking for the state of two files costs nothing; watching directories would miss links that
    /// are exchanged further up.
    private static final Duration INTERVAL = Duration.ofSeconds(2);

    private static final System.Logger LOG = System.getLogger(TlsCertificate.class.getName());

    /// Of the key store in memory, which needs one.
    private final String password = UUID.randomUUID().toString();

    private final TlsFiles files;
    private final SslContextFactory.Server factory = new SslContextFactory.Server();
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("certificate").factory());
    private List<Object> seen;
    private volatile Instant expiry;

    private TlsCertificate(TlsFiles files) throws IOException {
        this.files = files;
        this.seen = state();
        TlsIdentity identity = TlsIdentity.read(files);
        this.expiry = identity.expiry();
        factory.setKeyStore(identity.keyStore(password));
        factory.setKeyStorePassword(password);
        factory.setIncludeProtocols("TLSv1.3", "TLSv1.2");
    }

    /// Reads the files, and looks for changes from now on.
    static TlsCertificate watch(TlsFiles files) throws IOException {
        var certificate = new TlsCertificate(files);
        warnOfReaders(files.key());
        certificate.timer.scheduleWithFixedDelay(
                certificate::refresh,
                INTERVAL.toMillis(),
                INTERVAL.toMillis(),
                TimeUnit.MILLISECONDS);
        return certificate;
    }

    /// It is not ours to close: programs that renew it and containers have ways of their own.
    private static void warnOfReaders(Path key) throws IOException {
        if (Files.getPosixFilePermissions(key).contains(PosixFilePermission.OTHERS_READ)) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    key
                            + ": every user of this machine can read the private key; chmod 600 closes it");
        }
    }

    SslContextFactory.Server factory() {
        return factory;
    }

    /// Returns when the certificate that is shown expires.
    Instant expiry() {
        return expiry;
    }

    /// Reads the files again if they have changed since they were last read, well or not.
    synchronized void refresh() {
        try {
            List<Object> state = state();
            if (state.equals(seen)) {
                return;
            }
            seen = state;
            TlsIdentity identity = TlsIdentity.read(files);
            KeyStore store = identity.keyStore(password);
            factory.reload(changed -> changed.setKeyStore(store));
            expiry = identity.expiry();
            LOG.log(System.Logger.Level.INFO, "certificate: a new one, valid until " + expiry);
        } catch (Exception e) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "certificate: the old one stays, it is valid until "
                            + expiry
                            + ": "
                            + e.getMessage());
        }
    }

    /// Tells one content of the files from another, links followed.
    private List<Object> state() {
        var state = new ArrayList<Object>();
        for (Path file : List.of(files.certificate(), files.key())) {
            try {
                BasicFileAttributes attributes =
                        Files.readAttributes(file, BasicFileAttributes.class);
                state.add(attributes.lastModifiedTime());
                state.add(attributes.size());
                state.add(String.valueOf(attributes.fileKey()));
            } catch (IOException e) {
                state.add("missing");
            }
        }
        return state;
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}

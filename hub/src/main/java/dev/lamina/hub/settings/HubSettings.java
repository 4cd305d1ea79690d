package dev.lamina.hub.settings;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/// How a hub runs.
///
/// @param listen        where it listens; port 0 means any free one
/// @param data          the directory of its catalog and blobs, made if it is missing
/// @param anonymousPush whether everybody may push and delete without an account: a hub for trials,
///     which listens on loopback
/// @param grace         how long pushed blobs may be without a manifest that names them, and
///     uploads without a sign of life
/// @param people        who may become an account, and the first administrator
/// @param publicAddress where clients reach it, like `https://hub.example.com`; needed behind a proxy
/// @param operations    logs and metrics
/// @param storage       where catalog and blobs are, if not in the data directory
/// @param clock         tells the time
public record HubSettings(
        InetSocketAddress listen,
        Path data,
        boolean anonymousPush,
        Duration grace,
        PeopleSettings people,
        Optional<String> publicAddress,
        OperationSettings operations,
        StorageSettings storage,
        InstantSource clock) {

    /// The port of the distribution registry; clients and documents know it.
    public static final int DEFAULT_PORT = 5000;

    /// A push of a large image over a slow line takes hours, a resumed one a day.
    private static final Duration DEFAULT_GRACE = Duration.ofDays(2);

    /// Checks that strangers on the network do not get all rights, and the public address.
    ///
    /// @throws IllegalArgumentException if everybody may push to a hub that not only this machine
    ///     reaches, or the public address is none
    public HubSettings {
        AddressForm.check(publicAddress);
        if (anonymousPush && !isLoopback(listen)) {
            throw new IllegalArgumentException(
                    "anonymous push: expected to listen on loopback, like 127.0.0.1:"
                            + DEFAULT_PORT
                            + ", got "
                            + listen.getHostString()
                            + ":"
                            + listen.getPort()
                            + "; where others reach the hub, they need accounts");
        }
    }

    private static boolean isLoopback(InetSocketAddress listen) {
        return listen.getAddress() != null && listen.getAddress().isLoopbackAddress();
    }

    /// Checks that passwords, tokens and images do not go over the network as they are, unless that was
    /// asked for.
    ///
    /// @throws IllegalArgumentException if other machines reach the hub, and only by plain HTTP
    public void checkTransport() {
        if (!isLoopback(listen) && operations.tls().isEmpty() && !operations.plainHttp()) {
            throw new IllegalArgumentException(
                    "listen address: expected a certificate (--tls-certificate, --tls-key) where other"
                            + " machines reach the hub, got plain HTTP on "
                            + listen.getHostString()
                            + ":"
                            + listen.getPort()
                            + ": passwords would go over the network as they are; --plain-http asks"
                            + " for that");
        }
    }

    /// Returns the usual settings.
    public static HubSettings of(InetSocketAddress listen, Path data) {
        return new HubSettings(
                listen,
                data,
                false,
                DEFAULT_GRACE,
                PeopleSettings.DEFAULT,
                Optional.empty(),
                OperationSettings.DEFAULT,
                StorageSettings.EMBEDDED,
                InstantSource.system());
    }

    /// Reads `HOST:PORT`, `:PORT` (all addresses) or `HOST`.
    ///
    /// @throws IllegalArgumentException if the text is no address
    public static InetSocketAddress parseListen(String text) {
        int colon = text.lastIndexOf(':');
        boolean bracketed = text.endsWith("]");
        String host = colon < 0 || bracketed ? text : text.substring(0, colon);
        String port = colon < 0 || bracketed ? "" : text.substring(colon + 1);
        if (!port.matches("\\d{0,5}") || !port.isEmpty() && Integer.parseInt(port) > 65_535) {
            throw new IllegalArgumentException(
                    "listen address: expected HOST:PORT, got '" + text + "'");
        }
        int number = port.isEmpty() ? DEFAULT_PORT : Integer.parseInt(port);
        if (text.isEmpty()) {
            // All addresses is what `:5000` says, not what an empty variable of a script says.
            throw new IllegalArgumentException("listen address: expected HOST:PORT, got ''");
        }
        var address =
                host.isEmpty()
                        ? new InetSocketAddress(number)
                        : new InetSocketAddress(host, number);
        if (address.isUnresolved()) {
            throw new IllegalArgumentException("listen address: no such host: '" + host + "'");
        }
        return address;
    }

    /// Returns settings that differ in who may push.
    ///
    /// @throws IllegalArgumentException if everybody is to push, and not only this machine reaches it
    public HubSettings withAnonymousPush(boolean newAnonymousPush) {
        return new HubSettings(
                listen,
                data,
                newAnonymousPush,
                grace,
                people,
                publicAddress,
                operations,
                storage,
                clock);
    }

    /// Returns settings that differ in how long unused content stays.
    public HubSettings withGrace(Duration newGrace) {
        return new HubSettings(
                listen,
                data,
                anonymousPush,
                newGrace,
                people,
                publicAddress,
                operations,
                storage,
                clock);
    }

    /// Returns settings that differ in who may become an account.
    public HubSettings withPeople(PeopleSettings newPeople) {
        return new HubSettings(
                listen,
                data,
                anonymousPush,
                grace,
                newPeople,
                publicAddress,
                operations,
                storage,
                clock);
    }

    /// Returns settings that differ in where clients reach the hub.
    ///
    /// @throws IllegalArgumentException if it is not http:// or https://, a host and maybe a port
    public HubSettings withPublicAddress(String newPublicAddress) {
        return new HubSettings(
                listen,
                data,
                anonymousPush,
                grace,
                people,
                Optional.of(newPublicAddress),
                operations,
                storage,
                clock);
    }

    /// Returns settings that differ in the clock.
    public HubSettings withClock(InstantSource newClock) {
        return new HubSettings(
                listen,
                data,
                anonymousPush,
                grace,
                people,
                publicAddress,
                operations,
                storage,
                newClock);
    }

    /// Returns settings that differ in logs and metrics.
    public HubSettings withOperations(OperationSettings newOperations) {
        return new HubSettings(
                listen,
                data,
                anonymousPush,
                grace,
                people,
                publicAddress,
                newOperations,
                storage,
                clock);
    }

    /// Returns settings that differ in where catalog and blobs are.
    public HubSettings withStorage(StorageSettings newStorage) {
        return new HubSettings(
                listen,
                data,
                anonymousPush,
                grace,
                people,
                publicAddress,
                operations,
                newStorage,
                clock);
    }
}

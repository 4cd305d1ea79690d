package dev.lamina.http;

import java.io.IOException;
import java.net.BindException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/// Says in our words why an address cannot be listened on: what, where, expected.
final class ListenFailure {

    private ListenFailure() {}

    /// Returns what is thrown in place of what the server threw.
    ///
    /// @param failure of the server, whose cause the system's may be
    static IOException of(InetSocketAddress listen, IOException failure) {
        Throwable refusal = failure;
        while (refusal.getCause() != null && !(refusal instanceof BindException)) {
            refusal = refusal.getCause();
        }
        var said =
                new BindException(
                        text(listen) + ": " + reason(String.valueOf(refusal.getMessage())));
        said.initCause(failure);
        return said;
    }

    /// Those of bind(2): `EADDRINUSE`, `EADDRNOTAVAIL`, `EACCES`. The JDK has only their texts.
    private static String reason(String system) {
        return switch (system) {
            case "Address already in use" -> "address already in use";
            case "Cannot assign requested address" ->
                    "expected an address of this machine, got another";
            case "Permission denied" ->
                    "permission denied: ports below 1024 are for root and CAP_NET_BIND_SERVICE";
            default -> "cannot listen there: " + system;
        };
    }

    /// As users type it: `127.0.0.1:5000`, `[::1]:5000`, `:5000`.
    private static String text(InetSocketAddress listen) {
        InetAddress address = listen.getAddress();
        String host =
                address == null
                        ? listen.getHostString()
                        : address.isAnyLocalAddress() ? "" : address.getHostAddress();
        return (address instanceof Inet6Address && !host.isEmpty() ? "[" + host + "]" : host)
                + ":"
                + listen.getPort();
    }
}

package dev.lamina.http;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/// Counts what each address has. In IPv6 that is a network of 64 bits, which everybody has a whole
/// one of (RFC 4291 section 2.5.4).
final class AddressCounts {

    private static final int NETWORK_SIZE = 8;

    private final int most;
    private final Predicate<InetAddress> isTrusted;
    private final Map<InetAddress, Integer> counts = new ConcurrentHashMap<>();

    /// @param isTrusted whose are not counted
    AddressCounts(int most, Predicate<InetAddress> isTrusted) {
        this.most = most;
        this.isTrusted = isTrusted;
    }

    /// Counts one more, which must be removed again in any case; false if it is one too many.
    boolean add(InetAddress address) {
        return isTrusted.test(address) || counts.merge(network(address), 1, Integer::sum) <= most;
    }

    /// Counts one less.
    void remove(InetAddress address) {
        if (!isTrusted.test(address)) {
            counts.computeIfPresent(network(address), (_, count) -> count == 1 ? null : count - 1);
        }
    }

    /// Returns what is counted as one address.
    static InetAddress network(InetAddress address) {
        if (!(address instanceof Inet6Address)) {
            return address;
        }
        byte[] bytes = address.getAddress();
        Arrays.fill(bytes, NETWORK_SIZE, bytes.length, (byte) 0);
        try {
            return InetAddress.getByAddress(bytes);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("an address of " + bytes.length + " bytes", e);
        }
    }
}

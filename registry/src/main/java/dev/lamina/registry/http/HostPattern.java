package dev.lamina.registry.http;

import java.net.InetAddress;
import java.util.Locale;
import java.util.Optional;

/// An entry of `NO_PROXY`, by the rules that Go programs follow (golang.org/x/net/http/httpproxy):
/// `*`, an address, a network `10.0.0.0/8`, a domain with all below it `example.com`, only what is
/// below it `.example.com` or `*.example.com`; all but networks may have a port.
final class HostPattern {

    private final Authority authority;
    private final Optional<InetAddress> network;
    private final int prefixLength;

    private HostPattern(Authority authority, Optional<InetAddress> network, int prefixLength) {
        this.authority = authority;
        this.network = network;
        this.prefixLength = prefixLength;
    }

    static HostPattern of(String entry) {
        int slash = entry.indexOf('/');
        if (slash > 0 && entry.substring(slash + 1).matches("[0-9]{1,3}")) {
            Optional<InetAddress> network = address(entry.substring(0, slash));
            if (network.isPresent()) {
                int length = Integer.parseInt(entry.substring(slash + 1));
                return new HostPattern(Authority.of(entry), network, length);
            }
        }
        String name = entry.toLowerCase(Locale.ROOT);
        boolean bareAddress = name.indexOf(':') != name.lastIndexOf(':') && !name.startsWith("[");
        Authority authority =
                bareAddress
                        ? new Authority(name, -1)
                        : Authority.of(name.startsWith("*.") ? name.substring(1) : name);
        return new HostPattern(authority, Optional.empty(), 0);
    }

    boolean matches(Authority target) {
        if (network.isPresent()) {
            Optional<InetAddress> address = address(target.host());
            return address.isPresent() && contains(address.get());
        }
        if (authority.port() >= 0 && authority.port() != target.port()) {
            return false;
        }
        String name = authority.host();
        if (name.isEmpty()) {
            return false;
        }
        if (name.equals("*")) {
            return true;
        }
        return name.startsWith(".")
                ? target.host().endsWith(name)
                : target.host().equals(name) || target.host().endsWith("." + name);
    }

    private boolean contains(InetAddress address) {
        byte[] wanted = network.orElseThrow().getAddress();
        byte[] got = address.getAddress();
        if (wanted.length != got.length || prefixLength > wanted.length * 8) {
            return false;
        }
        for (int bit = 0; bit < prefixLength; bit++) {
            int mask = 0x80 >> (bit & 7);
            if ((wanted[bit >> 3] & mask) != (got[bit >> 3] & mask)) {
                return false;
            }
        }
        return true;
    }

    /// Only literal addresses: a name is not looked up.
    private static Optional<InetAddress> address(String text) {
        try {
            return Optional.of(InetAddress.ofLiteral(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}

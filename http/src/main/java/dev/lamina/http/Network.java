package dev.lamina.http;

import java.net.InetAddress;
import java.util.Optional;
import java.util.regex.Pattern;

/// A range of addresses (RFC 4632 section 3.1, RFC 4291 section 2.3).
///
/// @param address one of them
/// @param length  how many of their first bits are the same
public record Network(InetAddress address, int length) {

    private static final char MARK = '/';

    /// Java also takes fewer parts, and fills them up in a way that few expect.
    private static final Pattern WHOLE = Pattern.compile("\\d+(?:\\.\\d+){3}|.*:.*");

    /// Reads `192.0.2.0/24`, `2001:db8::/32`, or one address.
    ///
    /// @throws IllegalArgumentException if the text is none
    public static Network parse(String text) {
        return find(text.strip())
                .orElseThrow(
                        () ->
                                new IllegalArgumentException(
                                        "network: expected an address, or one with the number of"
                                                + " its fixed bits like 192.0.2.0/24, got '"
                                                + text
                                                + "'"));
    }

    private static Optional<Network> find(String text) {
        int mark = text.indexOf(MARK);
        String address = mark < 0 ? text : text.substring(0, mark);
        String length = mark < 0 ? "" : text.substring(mark + 1);
        if (!WHOLE.matcher(address).matches()) {
            return Optional.empty();
        }
        try {
            InetAddress parsed = InetAddress.ofLiteral(address);
            int most = Byte.SIZE * parsed.getAddress().length;
            if (mark < 0) {
                return Optional.of(new Network(parsed, most));
            }
            boolean isNumber = length.matches("\\d{1,3}") && Integer.parseInt(length) <= most;
            return isNumber
                    ? Optional.of(new Network(parsed, Integer.parseInt(length)))
                    : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /// Tells whether an address is in it.
    public boolean has(InetAddress other) {
        byte[] one = address.getAddress();
        byte[] two = other.getAddress();
        if (one.length != two.length) {
            return false;
        }
        for (int bit = 0; bit < length; bit++) {
            int mask = 0x80 >> bit % Byte.SIZE;
            if (((one[bit / Byte.SIZE] ^ two[bit / Byte.SIZE]) & mask) != 0) {
                return false;
            }
        }
        return true;
    }
}

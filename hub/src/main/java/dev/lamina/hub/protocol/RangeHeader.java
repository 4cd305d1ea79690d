package dev.lamina.hub.protocol;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The Range header of a request: RFC 9110, "Range".
final class RangeHeader {

    /// Names of units have no case. More than 18 digits exceed any blob.
    private static final Pattern RANGES = Pattern.compile("(?i:bytes)=([-0-9, \t]+)");

    private static final Pattern ONE = Pattern.compile("(\\d{0,18})-(\\d{0,18})");

    /// Clients that fetch single files out of a layer ask for a few dozen parts at once.
    private static final int MAX_RANGES = 128;

    private RangeHeader() {}

    /// Returns the parts of a blob that a header asks for, in its order. None if the header is to be
    /// ignored: other units, malformed, too many, or parts that together exceed the blob.
    ///
    /// @throws ProtocolException with status 416 if the blob has none of the parts
    static List<ByteRange> parse(String header, long size) throws ProtocolException {
        Matcher matcher = RANGES.matcher(header.strip());
        if (!matcher.matches()) {
            return List.of();
        }
        String[] specs = matcher.group(1).split(",");
        var ranges = new ArrayList<ByteRange>();
        for (String spec : specs) {
            Matcher one = ONE.matcher(spec.strip());
            if (!one.matches() || one.group().equals("-") || specs.length > MAX_RANGES) {
                return List.of();
            }
            range(one.group(1), one.group(2), size).ifPresent(ranges::add);
        }
        if (ranges.isEmpty()) {
            throw new ProtocolException(
                    ErrorCode.SIZE_INVALID,
                    416,
                    "range: expected a part of " + size + " bytes, got " + header);
        }
        long total = ranges.stream().mapToLong(ByteRange::length).sum();
        return total > size ? List.of() : ranges;
    }

    /// Empty if the blob has no such part; so is one that ends before it begins, which may be refused
    /// as well as ignored.
    private static Optional<ByteRange> range(String first, String last, long size) {
        if (first.isEmpty()) {
            long length = Math.min(Long.parseLong(last), size);
            return length == 0
                    ? Optional.empty()
                    : Optional.of(new ByteRange(size - length, length));
        }
        long start = Long.parseLong(first);
        long end = last.isEmpty() ? size - 1 : Math.min(Long.parseLong(last), size - 1);
        return end < start ? Optional.empty() : Optional.of(new ByteRange(start, end - start + 1));
    }
}

package dev.lamina.hub.catalog.tag;

import java.math.BigInteger;
import java.util.Comparator;

/// The order of tags on a page: `latest`, then as versions, the highest first.
///
/// Runs of digits are compared as numbers: `1.10` comes before `1.9`. Where one tag is the beginning
/// of the other, the shorter one comes first: `1.10`, `1.10-alpine`.
final class VersionOrder implements Comparator<String> {

    static final VersionOrder HIGHEST_FIRST = new VersionOrder();

    private static final String LATEST = "latest";

    private VersionOrder() {}

    @Override
    public int compare(String one, String other) {
        if (one.equals(LATEST) || other.equals(LATEST)) {
            return Boolean.compare(other.equals(LATEST), one.equals(LATEST));
        }
        int i = 0;
        int j = 0;
        while (i < one.length() && j < other.length()) {
            int iEnd = endOfRun(one, i);
            int jEnd = endOfRun(other, j);
            int order = compareRuns(one.substring(i, iEnd), other.substring(j, jEnd));
            if (order != 0) {
                return order;
            }
            i = iEnd;
            j = jEnd;
        }
        int rest = Integer.compare(one.length() - i, other.length() - j);
        return rest != 0 ? rest : one.compareTo(other);
    }

    private static int endOfRun(String text, int start) {
        boolean isNumber = isDigit(text.charAt(start));
        int end = start + 1;
        while (end < text.length() && isNumber == isDigit(text.charAt(end))) {
            end++;
        }
        return end;
    }

    /// A number comes before a word.
    private static int compareRuns(String one, String other) {
        boolean isOneNumber = isDigit(one.charAt(0));
        boolean isOtherNumber = isDigit(other.charAt(0));
        if (isOneNumber && isOtherNumber) {
            return new BigInteger(other).compareTo(new BigInteger(one));
        }
        return isOneNumber == isOtherNumber ? one.compareTo(other) : isOneNumber ? -1 : 1;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}

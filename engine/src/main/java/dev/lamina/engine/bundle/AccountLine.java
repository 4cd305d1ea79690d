package dev.lamina.engine.bundle;

import dev.lamina.image.TreePath;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// One line of an image's `passwd` or `group`: fields between colons (passwd(5), group(5)).
record AccountLine(String text) {

    private static final long TOO_LARGE = Integer.MAX_VALUE + 1L;

    /// Reads a file's lines that are not blank; none if there is no such file.
    static List<AccountLine> read(ImageFiles files, TreePath path) throws IOException {
        Optional<byte[]> bytes = files.read(path);
        List<AccountLine> lines = new ArrayList<>();
        if (bytes.isPresent()) {
            String all = new String(bytes.get(), StandardCharsets.UTF_8);
            int start = 0;
            while (start < all.length()) {
                int end = all.indexOf('\n', start);
                end = end < 0 ? all.length() : end;
                String text = all.substring(start, end).trim();
                if (!text.isEmpty()) {
                    lines.add(new AccountLine(text));
                }
                start = end + 1;
            }
        }
        return lines;
    }

    /// Returns the number that a text is, or -1 if it is none. What is negative or does not fit is a
    /// number too, but larger than any user's.
    static long number(String text) {
        boolean negative = text.startsWith("-");
        int start = negative ? 1 : 0;
        if (text.length() == start) {
            return -1;
        }
        long number = negative ? TOO_LARGE : 0;
        for (int i = start; i < text.length(); i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            number = number > Integer.MAX_VALUE ? TOO_LARGE : number * 10 + digit;
        }
        return number;
    }

    /// Returns a field, counted from 0; empty if the line is too short.
    String field(int position) {
        int start = 0;
        for (int i = 0; i < position; i++) {
            start = text.indexOf(':', start) + 1;
            if (start == 0) {
                return "";
            }
        }
        int end = text.indexOf(':', start);
        return text.substring(start, end < 0 ? text.length() : end);
    }

    /// Tells whether a field that is a list, with commas between, has a member.
    boolean lists(int position, String member) {
        String list = field(position);
        int start = 0;
        while (start <= list.length()) {
            int end = list.indexOf(',', start);
            end = end < 0 ? list.length() : end;
            if (end - start == member.length() && list.startsWith(member, start)) {
                return true;
            }
            start = end + 1;
        }
        return false;
    }
}

package dev.lamina.hub.account;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What of a password is guessed at once.
///
/// @param words that count as one character
/// @param names that count as none
record GuessablePieces(List<String> words, List<String> names) {

    private static final int MIN_ROW = 4;
    private static final int MIN_RUN = 3;

    /// Keys beside each other, of American, German and French keyboards, and down the columns.
    private static final List<String> ROWS =
            List.of(
                    "1234567890",
                    "qwertyuiop",
                    "qwertzuiop",
                    "azertyuiop",
                    "asdfghjkl",
                    "qsdfghjklm",
                    "zxcvbnm",
                    "yxcvbnm",
                    "1qaz2wsx3edc4rfv5tgb6yhn7ujm",
                    "1q2w3e4r5t6y7u8i9o0p",
                    "q1w2e3r4t5y6u7i8o9p0");

    private static final Pattern YEAR = Pattern.compile("(?:19|20)\\d\\d");
    private static final Pattern REPETITION = Pattern.compile("(.{2,}?)\\1+");

    private static final String SIGNS = "@4301!5$7";
    private static final String LETTERS = "aaeoiisst";

    /// Returns a password with the letters that digits and signs often stand for, in lower case.
    static String withLetters(String password) {
        var text = new StringBuilder();
        for (char c : password.toLowerCase(Locale.ROOT).toCharArray()) {
            int at = SIGNS.indexOf(c);
            text.append(at < 0 ? c : LETTERS.charAt(at));
        }
        return text.toString();
    }

    /// Returns how many characters a password has, each piece taken for one.
    ///
    /// @param password in lower case
    int left(String password) {
        Matcher repetition = REPETITION.matcher(password);
        String text = repetition.matches() ? repetition.group(1) : password;
        int left = 0;
        int at = 0;
        while (at < text.length()) {
            int name = longest(names, text, at);
            int piece = Math.max(longest(words, text, at), inARow(text, at));
            if (name == 0 || piece > name) {
                left++;
            }
            at += Math.max(1, Math.max(name, piece));
        }
        return left;
    }

    private static int longest(List<String> pieces, String text, int at) {
        return pieces.stream()
                .filter(piece -> text.startsWith(piece, at))
                .mapToInt(String::length)
                .max()
                .orElse(0);
    }

    /// How far keys, the alphabet, one character or a year go.
    private static int inARow(String text, int at) {
        int most = YEAR.matcher(text).region(at, text.length()).lookingAt() ? MIN_ROW : 0;
        for (int step = -1; step <= 1; step++) {
            int end = at + 1;
            while (end < text.length() && text.charAt(end) - text.charAt(end - 1) == step) {
                end++;
            }
            most = Math.max(most, end - at >= MIN_RUN ? end - at : 0);
        }
        for (String row : ROWS) {
            most = Math.max(most, common(row, text, at));
            most = Math.max(most, common(new StringBuilder(row).reverse().toString(), text, at));
        }
        return most;
    }

    private static int common(String row, String text, int at) {
        int start = row.indexOf(text.charAt(at));
        int length = 0;
        while (start >= 0
                && start + length < row.length()
                && at + length < text.length()
                && row.charAt(start + length) == text.charAt(at + length)) {
            length++;
        }
        return length >= MIN_ROW ? length : 0;
    }
}

package dev.lamina.cli.option;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// The names that somebody may have meant who typed a word that is none: those at most two slips of a
/// finger away, as Docker's command line suggests them, and at most one for each three letters.
public final class Suggestion {

    private static final int MAX_SLIPS = 2;

    private static final int LETTERS_PER_SLIP = 3;

    /// Longer words are nobody's slip; the work grows with the product of two lengths.
    private static final int MAX_LENGTH = 40;

    private Suggestion() {}

    /// Returns the end of a message: `: did you mean 'lamina images'?`, or nothing.
    ///
    /// @param before what stands before the word: `lamina`, `lamina image`, or `--` of a flag
    public static String ending(String before, String typed, List<String> known) {
        String word = typed.toLowerCase(Locale.ROOT);
        int least = MAX_SLIPS + 1;
        var nearest = new ArrayList<String>();
        for (String name : known) {
            int slips = word.length() > MAX_LENGTH ? least : slips(word, name);
            int most = Math.max(word.length(), name.length()) / LETTERS_PER_SLIP;
            if (slips < least && slips <= most) {
                least = slips;
                nearest.clear();
            }
            if (slips == least && slips <= most && !nearest.contains(name)) {
                nearest.add(name);
            }
        }
        return nearest.isEmpty()
                ? ""
                : ": did you mean '" + before + String.join("' or '" + before, nearest) + "'?";
    }

    /// Counts letters that are missing, too many, wrong, or have changed places with the next one
    /// (the distance of Damerau and Levenshtein, for neighbours).
    static int slips(String typed, String name) {
        int[] beforeLast = new int[name.length() + 1];
        int[] last = new int[name.length() + 1];
        for (int j = 0; j <= name.length(); j++) {
            last[j] = j;
        }
        for (int i = 1; i <= typed.length(); i++) {
            int[] row = new int[name.length() + 1];
            row[0] = i;
            for (int j = 1; j <= name.length(); j++) {
                int wrong = typed.charAt(i - 1) == name.charAt(j - 1) ? 0 : 1;
                row[j] = Math.min(Math.min(row[j - 1], last[j]) + 1, last[j - 1] + wrong);
                if (i > 1
                        && j > 1
                        && typed.charAt(i - 1) == name.charAt(j - 2)
                        && typed.charAt(i - 2) == name.charAt(j - 1)) {
                    row[j] = Math.min(row[j], beforeLast[j - 2] + 1);
                }
            }
            beforeLast = last;
            last = row;
        }
        return last[name.length()];
    }
}

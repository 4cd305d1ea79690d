package dev.lamina.cli;

import java.util.ArrayList;
import java.util.List;

/// Breaks text into lines between words.
final class Wrapping {

    private Wrapping() {}

    /// Returns a text in lines, at least one; a word that is longer than a line has one of its own.
    ///
    /// @param width the longest line, in characters
    static List<String> lines(String text, int width) {
        var lines = new ArrayList<String>();
        String rest = text;
        while (rest.length() > width) {
            int space = rest.lastIndexOf(' ', width);
            if (space <= 0) {
                space = rest.indexOf(' ', width);
            }
            if (space < 0) {
                break;
            }
            lines.add(rest.substring(0, space).stripTrailing());
            rest = rest.substring(space + 1).stripLeading();
        }
        lines.add(rest);
        return lines;
    }
}

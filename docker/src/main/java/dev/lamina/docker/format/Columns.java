package dev.lamina.docker.format;

import java.util.ArrayList;
import java.util.List;

/// Aligns text at its tabs, as Go's text/tabwriter with Docker's settings: a column is at least 10
/// wide, and 3 wider than its widest cell; the last cell of a line belongs to no column.
///
/// A column is a run of adjacent lines that have a cell there, so a line without tabs ends it.
public final class Columns {

    private static final int MIN_WIDTH = 10;
    private static final int PADDING = 3;

    private final List<String[]> lines;
    private final List<Integer> widths = new ArrayList<>();
    private final StringBuilder out = new StringBuilder();

    private Columns(List<String[]> lines) {
        this.lines = lines;
    }

    /// Aligns lines, each of which ends with a newline.
    public static String align(String text) {
        var lines = new ArrayList<String[]>();
        int from = 0;
        for (int end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', from)) {
            lines.add(cells(text, from, end));
            from = end + 1;
        }
        if (from < text.length()) {
            lines.add(cells(text, from, text.length()));
        }
        var columns = new Columns(lines);
        columns.format(0, lines.size());
        return columns.out.toString();
    }

    private static String[] cells(String text, int from, int to) {
        var cells = new ArrayList<String>();
        int start = from;
        for (int i = from; i < to; i++) {
            if (text.charAt(i) == '\t') {
                cells.add(text.substring(start, i));
                start = i + 1;
            }
        }
        cells.add(text.substring(start, to));
        return cells.toArray(new String[0]);
    }

    private void format(int first, int end) {
        int column = widths.size();
        int unwritten = first;
        int line = first;
        while (line < end) {
            if (!hasCell(line, column)) {
                line++;
                continue;
            }
            write(unwritten, line);
            unwritten = line;
            int width = MIN_WIDTH;
            while (line < end && hasCell(line, column)) {
                width = Math.max(width, length(lines.get(line)[column]) + PADDING);
                line++;
            }
            widths.add(width);
            format(unwritten, line);
            widths.removeLast();
            unwritten = line;
        }
        write(unwritten, end);
    }

    private boolean hasCell(int line, int column) {
        return column < lines.get(line).length - 1;
    }

    private void write(int first, int end) {
        for (int line = first; line < end; line++) {
            String[] cells = lines.get(line);
            for (int i = 0; i < cells.length; i++) {
                out.append(cells[i]);
                if (i < cells.length - 1 && i < widths.size()) {
                    out.repeat(' ', widths.get(i) - length(cells[i]));
                }
            }
            out.append('\n');
        }
    }

    private static int length(String text) {
        return text.codePointCount(0, text.length());
    }
}

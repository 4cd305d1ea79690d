package dev.lamina.hub.web.repository;

import dev.lamina.hub.web.frame.Words;
import dev.lamina.image.look.FileRow;

import java.util.Locale;
import java.util.Optional;

/// A file in the list of its directory.
///
/// @param link   to the page of a directory, a regular file, or of what a symbolic link leads to
/// @param target of a symbolic link, as far as a line has room
/// @param mode   as `ls -l` writes it
/// @param kind   `directory`, `file` or another, as the style sheet knows it
/// @param icon   the outline of its picture
/// @param time   when it changed; empty if no layer says
/// @param layer  the number of the layer that it came from
record FileView(
        String name,
        String kind,
        String icon,
        Optional<String> link,
        Optional<String> target,
        String mode,
        String owner,
        String size,
        String time,
        Optional<Integer> layer) {

    /// Longer targets are cut.
    private static final int MAX_TARGET = 120;

    private static final String LETTERS = "rwxrwxrwx";

    static FileView of(FileRow row, Optional<String> link) {
        boolean isFile = row.kind() == FileRow.Kind.FILE;
        return new FileView(
                Words.visible(row.name()) + (row.kind() == FileRow.Kind.DIRECTORY ? "/" : ""),
                row.kind().name().toLowerCase(Locale.ROOT),
                icon(row.kind()),
                link,
                row.target().map(target -> Words.beginning(Words.visible(target), MAX_TARGET)),
                mode(row),
                row.attributes().uid() + ":" + row.attributes().gid(),
                isFile ? Words.size(row.size()) : "",
                layer(row).isEmpty() ? "" : Words.date(row.attributes().modified()),
                layer(row));
    }

    /// Returns what is said of a file above its content.
    static String facts(FileRow row) {
        FileView view = of(row, Optional.empty());
        return String.format(
                Locale.ROOT,
                "%s, owner %s, %s, changed %s",
                view.mode,
                view.owner,
                view.size.isEmpty() ? "no content" : view.size,
                view.time);
    }

    /// Returns the number of the layer that a file came from; a directory that only its files imply
    /// came from none.
    static Optional<Integer> layer(FileRow row) {
        return Optional.of(row.layerNumber()).filter(number -> number > 0);
    }

    /// In a square of 16, as SVG 2 writes paths.
    private static String icon(FileRow.Kind kind) {
        return switch (kind) {
            case DIRECTORY -> "M1 3.5h5l1.5 2H15v8H1z";
            case FILE -> "M3 1h6.5L13 4.500V15H3zM9 2v3h3z";
            case SYMLINK -> "M3 1h10v14H3zM5 11h4V8l3 3.5L9 15v-3H5z";
            case DEVICE -> "M2 4h12v8H2zM4 6v4h2V6z";
            case FIFO -> "M1 6h14v4H1z";
        };
    }

    /// ls(1): type and permissions, with set-user-ID, set-group-ID and sticky.
    private static String mode(FileRow row) {
        int bits = row.attributes().permissions();
        var mode = new StringBuilder();
        mode.append(
                switch (row.kind()) {
                    case DIRECTORY -> 'd';
                    case FILE -> '-';
                    case SYMLINK -> 'l';
                    case DEVICE -> 'b';
                    case FIFO -> 'p';
                });
        for (int i = 0; i < LETTERS.length(); i++) {
            mode.append((bits & 0400 >> i) != 0 ? LETTERS.charAt(i) : '-');
        }
        special(mode, 3, (bits & 04000) != 0, 's');
        special(mode, 6, (bits & 02000) != 0, 's');
        special(mode, 9, (bits & 01000) != 0, 't');
        return mode.toString();
    }

    private static void special(StringBuilder mode, int at, boolean isSet, char letter) {
        if (isSet) {
            boolean executes = mode.charAt(at) == 'x';
            mode.setCharAt(at, executes ? letter : Character.toUpperCase(letter));
        }
    }
}

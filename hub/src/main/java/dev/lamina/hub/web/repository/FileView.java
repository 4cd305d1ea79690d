package dev.lamina.hub.web.repository;

import dev.lamina.hub.look.FileRow;
import dev.lamina.hub.web.frame.Words;

import java.util.Locale;
import java.util.Optional;

/// A file in the list of its directory.
///
/// @param link   of a directory or a regular file
/// @param target of a symbolic link
/// @param mode   as `ls -l` writes it
/// @param layer  the number of the layer that it came from; may be empty
record FileView(
        String name,
        Optional<String> link,
        Optional<String> target,
        String mode,
        String owner,
        String size,
        String time,
        String layer) {

    private static final String LETTERS = "rwxrwxrwx";

    static FileView of(FileRow row, Optional<String> link) {
        boolean isFile = row.kind() == FileRow.Kind.FILE;
        return new FileView(
                row.name() + (row.kind() == FileRow.Kind.DIRECTORY ? "/" : ""),
                link,
                row.target(),
                mode(row),
                row.attributes().uid() + ":" + row.attributes().gid(),
                isFile ? Words.size(row.size()) : "",
                Words.date(row.attributes().modified()),
                row.layerNumber() == 0 ? "" : Integer.toString(row.layerNumber()));
    }

    /// Returns what is said of a file above its content.
    static String facts(FileRow row) {
        FileView view = of(row, Optional.empty());
        String layer = view.layer.isEmpty() ? "" : ", from layer " + view.layer;
        return String.format(
                Locale.ROOT,
                "%s, owner %s, %s, changed %s%s",
                view.mode,
                view.owner,
                view.size.isEmpty() ? "no content" : view.size,
                view.time,
                layer);
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

package dev.lamina.image.look;

import java.util.List;

/// The content of a directory, in the order of the names.
///
/// @param rows  the first of them
/// @param count of all
public record Listing(List<FileRow> rows, int count) {

    public Listing {
        rows = List.copyOf(rows);
    }
}

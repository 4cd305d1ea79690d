package dev.lamina.hub.web.repository;

import dev.lamina.hub.web.frame.Frame;

import io.jstach.jstache.JStache;

import java.util.List;
import java.util.Optional;

/// A directory of an image, or a file.
///
/// @param via    the path that led here over symbolic links, if it is another
/// @param more   how many entries there are, if only the first are shown
/// @param facts  of a file, in a line
/// @param layer  the number of the one that a file came from
/// @param text   of a text file
/// @param whyNot the text is not shown
@JStache(path = "files")
record FilesPage(
        Frame frame,
        TopView top,
        String image,
        String imageLink,
        List<Crumb> crumbs,
        Optional<String> via,
        boolean isDirectory,
        List<FileView> rows,
        Optional<String> more,
        String facts,
        Optional<Integer> layer,
        Optional<String> text,
        String whyNot) {

    /// A directory on the way to what is shown.
    record Crumb(String text, String link) {}
}

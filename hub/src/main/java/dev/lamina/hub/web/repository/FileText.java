package dev.lamina.hub.web.repository;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.lamina.hub.look.ImageLook;
import dev.lamina.hub.look.LookMemory;
import dev.lamina.hub.web.frame.Words;
import dev.lamina.image.look.FileRow;
import dev.lamina.image.look.FollowedPath;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Optional;

/// The content of a file as text, if it is one.
///
/// @param whyNot it is not shown; empty if it is
record FileText(Optional<String> text, String whyNot) {

    private static final FileText NO_FILE = not("This is not a regular file.");

    private static final int MAX_SIZE = 512 << 10;

    /// How much memory a text takes on its way to the page, in times of its size: each character may have to
    /// be written as an entity.
    private static final long WEIGHT = 16;

    private static FileText not(String why) {
        return new FileText(Optional.empty(), why);
    }

    static FileText of(ImageLook look, FollowedPath followed, LookMemory memory)
            throws IOException {
        FileRow row = followed.row();
        return switch (row.kind()) {
            case FILE -> of(look, row, memory);
            case SYMLINK -> not(ofLink(row, followed.end()));
            case DIRECTORY, DEVICE, FIFO -> NO_FILE;
        };
    }

    private static String ofLink(FileRow link, FollowedPath.End end) {
        String target = "“" + Words.visible(link.target().orElse("")) + "”";
        return end == FollowedPath.End.LOOP
                ? "This symbolic link to " + target + " leads in a circle, or over too many links."
                : "This symbolic link to " + target + " leads to nothing in the image.";
    }

    private static FileText of(ImageLook look, FileRow row, LookMemory memory) throws IOException {
        if (row.size() > MAX_SIZE) {
            return not("Only files of at most " + Words.size(MAX_SIZE) + " are shown.");
        }
        memory.take(WEIGHT * row.size());
        return of(look.read(row.path(), MAX_SIZE).toArray());
    }

    static FileText of(byte[] content) {
        for (byte b : content) {
            if (b == 0) {
                return not("This is a binary file.");
            }
        }
        try {
            String text = UTF_8.newDecoder().decode(ByteBuffer.wrap(content)).toString();
            return new FileText(Optional.of(text), "");
        } catch (CharacterCodingException e) {
            return not("This is a binary file, or its text is not UTF-8.");
        }
    }
}

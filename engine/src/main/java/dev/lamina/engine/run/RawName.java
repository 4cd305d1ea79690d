package dev.lamina.engine.run;

import dev.lamina.image.Bytes;
import dev.lamina.image.Name;

import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.util.HexFormat;

/// The name of a file of the host as the bytes that it is.
final class RawName {

    private RawName() {}

    /// Returns the last name of a path.
    ///
    /// The JDK keeps a path's bytes, but shows them only in its URI, percent-encoded: as text, all
    /// that is not in the encoding of the locale becomes the same character.
    static Name of(Path file) {
        String path = file.toUri().getRawPath();
        int end = path.endsWith("/") ? path.length() - 1 : path.length();
        var bytes = new ByteArrayOutputStream();
        for (int i = path.lastIndexOf('/', end - 1) + 1; i < end; i++) {
            char c = path.charAt(i);
            if (c == '%') {
                bytes.write(HexFormat.fromHexDigits(path, i + 1, i + 3));
                i += 2;
            } else {
                bytes.write(c);
            }
        }
        return new Name(Bytes.of(bytes.toByteArray()));
    }
}

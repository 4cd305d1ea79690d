package dev.lamina.engine.container;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;

/// IDs of containers: 64 random hexadecimal digits.
public final class ContainerIds {

    private static final int LENGTH = 64;
    private static final int SHORT = 12;

    private ContainerIds() {}

    /// Returns an ID that no container has had.
    public static String random() throws IOException {
        // Not SecureRandom, which takes longer to start than all else here.
        try (InputStream random = Files.newInputStream(Path.of("/dev/urandom"))) {
            return HexFormat.of().formatHex(random.readNBytes(32));
        }
    }

    /// Tells whether a text is an ID.
    public static boolean isId(String text) {
        if (text.length() != LENGTH) {
            return false;
        }
        for (int i = 0; i < LENGTH; i++) {
            if (!HexFormat.isHexDigit(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    /// Returns the part of an ID that people are shown.
    public static String shortened(String id) {
        return id.substring(0, SHORT);
    }
}

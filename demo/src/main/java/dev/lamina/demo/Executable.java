package dev.lamina.demo;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;

/// The header of a program file, as far as it says whether the program needs libraries (elf(5),
/// 64-bit and little-endian).
final class Executable {

    private static final int MAGIC = 0x464c457f; // "\x7fELF"
    private static final int PROGRAM_HEADERS_AT = 32;
    private static final int PROGRAM_HEADER_SIZE_AT = 54;
    private static final int PROGRAM_HEADER_COUNT_AT = 56;
    private static final int HEADER_SIZE = 64;
    private static final int NAMES_AN_INTERPRETER = 3; // PT_INTERP

    private Executable() {}

    /// Tells whether a program runs where there is no other file: it names no dynamic linker.
    static boolean isStatic(Path program) throws IOException {
        ByteBuffer file;
        try (var in = Files.newInputStream(program)) {
            file = ByteBuffer.wrap(in.readNBytes(4096)).order(ByteOrder.LITTLE_ENDIAN);
        }
        if (file.limit() < HEADER_SIZE || file.getInt(0) != MAGIC) {
            return false;
        }
        int size = file.getShort(PROGRAM_HEADER_SIZE_AT);
        int count = file.getShort(PROGRAM_HEADER_COUNT_AT);
        long at = file.getLong(PROGRAM_HEADERS_AT);
        for (int i = 0; i < count && at + 4 <= file.limit(); i++, at += size) {
            if (file.getInt((int) at) == NAMES_AN_INTERPRETER) {
                return false;
            }
        }
        return true;
    }
}

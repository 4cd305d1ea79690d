package dev.lamina.demo;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;

/// elf(5): a program that names an interpreter (PT_INTERP, 3) needs the dynamic linker.
final class ExecutableTest {

    private static final int PT_LOAD = 1;
    private static final int PT_INTERP = 3;

    @TempDir private Path scratch;

    @Test
    void aProgramWithoutAnInterpreterIsStatic() throws IOException {
        assertThat(Executable.isStatic(program(PT_LOAD, PT_LOAD))).isTrue();
    }

    @Test
    void aProgramWithAnInterpreterIsNot() throws IOException {
        assertThat(Executable.isStatic(program(PT_LOAD, PT_INTERP))).isFalse();
    }

    @Test
    void aScriptIsNot() throws IOException {
        Path script = Files.writeString(scratch.resolve("script"), "#!/bin/sh\necho hello\n");

        assertThat(Executable.isStatic(script)).isFalse();
    }

    @Test
    void theJvmThatRunsThisTestIsNot() throws IOException {
        Path java = Path.of(System.getProperty("java.home"), "bin/java");

        assertThat(Executable.isStatic(java)).isFalse();
    }

    private Path program(int... headerTypes) throws IOException {
        ByteBuffer file =
                ByteBuffer.allocate(64 + 56 * headerTypes.length).order(ByteOrder.LITTLE_ENDIAN);
        file.put(new byte[] {0x7f, 'E', 'L', 'F', 2, 1, 1});
        file.putLong(32, 64).putShort(54, (short) 56).putShort(56, (short) headerTypes.length);
        for (int i = 0; i < headerTypes.length; i++) {
            file.putInt(64 + 56 * i, headerTypes[i]);
        }
        return Files.write(scratch.resolve("program"), file.array());
    }
}

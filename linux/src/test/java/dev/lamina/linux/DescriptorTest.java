package dev.lamina.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import static java.nio.charset.StandardCharsets.US_ASCII;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

import java.nio.ByteBuffer;
import java.nio.file.Files;

/// What a descriptor says beyond the JDK's streams, with pipes of the kernel.
@EnabledOnOs(OS.LINUX)
final class DescriptorTest {

    @Test
    void whatIsWrittenToAPipeIsReadThenItsEnd() throws Exception {
        Descriptor.Pipe pipe = Descriptor.pipe();
        pipe.sink().write(bytes("abc"));
        pipe.sink().close();

        ByteBuffer read = ByteBuffer.allocateDirect(10);
        assertThat(pipe.source().read(read)).isEqualTo(3);
        assertThat(US_ASCII.decode(read.flip()).toString()).isEqualTo("abc");
        assertThat(pipe.source().read(read.clear())).isZero();
        pipe.source().close();
    }

    @Test
    void aPipeWithoutReaderSaysSo() throws Exception {
        Descriptor.Pipe pipe = Descriptor.pipe();
        pipe.source().close();

        assertThatThrownBy(() -> pipe.sink().write(bytes("x")))
                .isInstanceOfSatisfying(
                        LinuxException.class, e -> assertThat(e.errno()).isEqualTo(Errno.EPIPE));
        pipe.sink().close();
    }

    @Test
    void itWaitsForOneOfTwoAndSaysWhetherItWasTheFirst() throws Exception {
        Descriptor.Pipe first = Descriptor.pipe();
        Descriptor.Pipe second = Descriptor.pipe();
        assertThat(first.source().awaitInput(second.source(), 0)).isFalse();

        second.sink().close();
        assertThat(first.source().awaitInput(second.source(), -1)).isFalse();

        first.sink().write(bytes("x"));
        assertThat(first.source().hasInput()).isTrue();
        assertThat(first.source().awaitInput(second.source(), -1)).isTrue();
        first.sink().close();
        first.source().close();
        second.source().close();
    }

    @Test
    void aPathOpensTheSamePipeOnceMore() throws Exception {
        Descriptor.Pipe pipe = Descriptor.pipe();
        try (var out = Files.newOutputStream(pipe.sink().path())) {
            out.write('y');
        }

        ByteBuffer read = ByteBuffer.allocateDirect(2);
        assertThat(pipe.source().read(read)).isEqualTo(1);
        pipe.sink().close();
        pipe.source().close();
    }

    @Test
    void onlyStandardStreamsAreNamedByNumber() {
        assertThatThrownBy(() -> Descriptor.standard(3))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("expected 0 to 2, got 3");
    }

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.allocateDirect(text.length()).put(text.getBytes(US_ASCII)).flip();
    }
}

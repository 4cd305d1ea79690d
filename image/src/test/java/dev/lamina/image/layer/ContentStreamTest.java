package dev.lamina.image.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.lamina.image.layer.FileContent.Segment;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Where the segments lie is taken literally; everything else reads as zeros.
final class ContentStreamTest {

    @TempDir Path scratch;

    @Test
    void segmentsAreReadFromWhereTheyLie() throws IOException {
        var content = new FileContent(6, List.of(new Segment(0, 8, 2), new Segment(2, 0, 4)));

        assertThat(read("abcdefghij", content)).isEqualTo("ijabcd");
    }

    @Test
    void holesReadAsZeros() throws IOException {
        var content = new FileContent(9, List.of(new Segment(2, 0, 1), new Segment(5, 3, 2)));

        assertThat(read("abcde", content)).isEqualTo("\0\0a\0\0de\0\0");
    }

    @Test
    void aFileOfOneHoleReadsAsZeros() throws IOException {
        assertThat(read("", new FileContent(3, List.of()))).isEqualTo("\0\0\0");
    }

    @Test
    void anEmptyFileEndsAtOnce() throws IOException {
        assertThat(read("abc", FileContent.EMPTY)).isEmpty();
    }

    @Test
    void aByteAtATimeIsTheSame() throws IOException {
        var content = new FileContent(5, List.of(new Segment(1, 0, 2), new Segment(4, 2, 1)));
        var text = new StringBuilder();
        try (InputStream in = open("abc", content)) {
            for (int b = in.read(); b >= 0; b = in.read()) {
                text.append((char) b);
            }
        }

        assertThat(text.toString()).isEqualTo("\0ab\0c");
    }

    @Test
    void aTarThatEndsTooSoonIsAnError() {
        assertThatThrownBy(() -> read("abc", FileContent.contiguous(1, 4)))
                .isInstanceOf(EOFException.class)
                .hasMessage("tar of a layer: expected content at offset 3, got its end");
    }

    private String read(String tar, FileContent content) throws IOException {
        try (InputStream in = open(tar, content)) {
            return new String(in.readAllBytes(), US_ASCII);
        }
    }

    private InputStream open(String tar, FileContent content) throws IOException {
        Path file = Files.writeString(scratch.resolve("tar"), tar);
        return new ContentStream(FileChannel.open(file), content);
    }
}

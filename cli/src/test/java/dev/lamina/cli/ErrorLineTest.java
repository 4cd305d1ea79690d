package dev.lamina.cli;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.lamina.cli.command.Console;
import dev.lamina.cli.command.Context;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.util.Map;
import java.util.stream.Stream;

/// Whatever fails becomes one line, without a stack.
final class ErrorLineTest {

    static Stream<Arguments> failures() {
        return Stream.of(
                Arguments.of(
                        new OutOfMemoryError("Java heap space"), "lamina: not enough memory: "),
                Arguments.of(new StackOverflowError(), "lamina: internal error: "),
                Arguments.of(new NoClassDefFoundError("x/Y"), "lamina: internal error: "),
                Arguments.of(new ExceptionInInitializerError("z"), "lamina: internal error: "),
                Arguments.of(new IllegalStateException("two\nlines"), "lamina: internal error: "),
                Arguments.of(
                        new UncheckedIOException(new IOException("file: expected a, got b")),
                        "lamina: file: expected a, got b\n"));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void everyFailureIsOneLine(Throwable failure, String expected) {
        var err = new ByteArrayOutputStream();
        try (var context =
                new Context(
                        Console.of(
                                InputStream.nullInputStream(),
                                OutputStream.nullOutputStream(),
                                err),
                        Map.of(),
                        Map.of(),
                        InstantSource.system())) {
            assertThat(ErrorLine.print(failure, false, 1, context)).isEqualTo(1);
        }

        assertThat(err.toString(UTF_8)).startsWith(expected).hasLineCount(1);
    }

    @ParameterizedTest
    @MethodSource("failures")
    void aFailureThatEndsAThreadIsOneLineToo(Throwable failure, String unused) {
        var err = new ByteArrayOutputStream();

        new Uncaught(new PrintStream(err, true, UTF_8))
                .uncaughtException(Thread.ofPlatform().name("t").unstarted(() -> {}), failure);

        assertThat(err.toString(UTF_8)).startsWith("lamina: internal error in t: ").hasLineCount(1);
    }
}

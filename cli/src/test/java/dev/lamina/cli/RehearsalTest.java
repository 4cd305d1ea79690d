package dev.lamina.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;

/// The lines of a training.
final class RehearsalTest {

    @Test
    void aLineHasAStatusAndWordsThatKeepTabs() {
        assertThat(Rehearsal.Line.parse("1 image ls --format {{.ID}}\t{{.Tag}}"))
                .isEqualTo(
                        new Rehearsal.Line(
                                1, false, List.of("image", "ls", "--format", "{{.ID}}\t{{.Tag}}")));
    }

    @Test
    void aLineMayEndOtherwise() {
        assertThat(Rehearsal.Line.parse("125? run x"))
                .isEqualTo(new Rehearsal.Line(125, true, List.of("run", "x")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "images", "? images", "-1 images", "0000 images"})
    void aLineWithoutAStatusOrACommandIsRefused(String line) {
        assertThatThrownBy(() -> Rehearsal.Line.parse(line))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("line: expected a status and a command line, got '" + line + "'");
    }
}

package dev.lamina.engine.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lamina.engine.value.container.RunFailedException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;

/// Names of containers, by the rule of `docker run --name`.
class ContainerNameTest {

    @ParameterizedTest
    @ValueSource(strings = {"ab", "0a", "Web.1_x-y", "a-", "a.."})
    void lettersDigitsAndSomeSignsAreAllowed(String name) throws RunFailedException {
        assertThat(ContainerName.parse(name)).isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "-a", ".a", "_a", "a b", "a/b", "\u00e9a", "a\u00e9", "a\n"})
    void otherNamesAreRefused(String name) {
        assertThatExceptionOfType(RunFailedException.class)
                .isThrownBy(() -> ContainerName.parse(name))
                .withMessageStartingWith(
                        "Invalid container name ("
                                + name
                                + "), only [a-zA-Z0-9][a-zA-Z0-9_.-] are allowed")
                .matches(e -> e.exitStatus() == 125);
    }

    @Test
    void aNameHasABound() throws RunFailedException {
        assertThat(ContainerName.parse("a".repeat(255))).hasSize(255);
        assertThatExceptionOfType(RunFailedException.class)
                .isThrownBy(() -> ContainerName.parse("a".repeat(256)));
    }

    @Test
    void aRandomNameIsAllowedAndRarelyTheSame() throws RunFailedException {
        var random = new SplittableRandom(42);
        Set<String> names = new HashSet<>();
        for (int i = 0; i < 200; i++) {
            String name = ContainerName.parse(ContainerName.random(random));
            assertThat(name).matches("[a-z]+_[a-z]+");
            names.add(name);
        }

        assertThat(names).hasSizeGreaterThan(190);
    }
}

package dev.lamina.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// For which command lines the start gets ready to make a container, or to hash layers.
final class StartUpTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "run",
                "run box true",
                "run --rm box",
                "container run box",
                "--root /srv run box",
                "--root=/srv run box",
                "--config /etc/x -D --root /srv run box",
                "--debug container run box",
                "container --root /srv -D run box",
            })
    void aContainerIsMade(String words) {
        assertThat(StartUp.isRun(words.split(" "))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "ps",
                "image run",
                "image ls run",
                "container ls run",
                "container container run",
                "--root run ps",
                "--root run",
                "--root",
                "help run",
                "hub serve",
            })
    void noContainerIsMade(String words) {
        assertThat(StartUp.isRun(words.split(" "))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"pull box", "--root /srv pull box", "image pull box", "image -D pull box"})
    void layersAreHashed(String words) {
        assertThat(StartUp.isPull(words.split(" "))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "pul", "push box", "image ls pull", "run pull", "container pull box"})
    void noLayersAreHashed(String words) {
        assertThat(StartUp.isPull(words.split(" "))).isFalse();
    }
}

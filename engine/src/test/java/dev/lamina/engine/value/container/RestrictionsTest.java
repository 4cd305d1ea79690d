package dev.lamina.engine.value.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;

/// `--cap-drop` and `--security-opt`, as Docker takes them.
final class RestrictionsTest {

    private static final List<String> SOME = List.of("CAP_CHOWN", "CAP_NET_RAW", "CAP_KILL");

    @ParameterizedTest
    @CsvSource({
        "CHOWN, CAP_CHOWN",
        "cap_chown, CAP_CHOWN",
        "Cap_Net_Raw, CAP_NET_RAW",
        "CHECKPOINT_RESTORE, CAP_CHECKPOINT_RESTORE",
        "all, ALL",
        "ALL, ALL",
    })
    void aCapabilityIsNamedInAnyCaseWithOrWithoutPrefix(String said, String name)
            throws RunFailedException {
        assertThat(Restrictions.parse(List.of(said), List.of()).droppedCapabilities())
                .containsExactly(name);
    }

    @Test
    void whatIsDroppedIsLeftOut() throws RunFailedException {
        assertThat(Restrictions.parse(List.of("kill", "CAP_KILL"), List.of()).of(SOME))
                .containsExactly("CAP_CHOWN", "CAP_NET_RAW");
        assertThat(Restrictions.parse(List.of("chown", "all"), List.of()).of(SOME)).isEmpty();
        assertThat(Restrictions.NONE.of(SOME)).isEqualTo(SOME);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "CHOWNS", "CAP_", "CAP_ALL", "NET RAW", "CHOWN,KILL"})
    void anUnknownCapabilityIsRefused(String name) {
        assertThatExceptionOfType(RunFailedException.class)
                .isThrownBy(() -> Restrictions.parse(List.of(name), List.of()))
                .withMessageStartingWith("invalid CapDrop: unknown capability: \"CAP_")
                .matches(e -> e.exitStatus() == 125);
    }

    @ParameterizedTest
    @CsvSource({
        "no-new-privileges, true",
        "no-new-privileges=true, true",
        "no-new-privileges:true, true",
        "no-new-privileges=false, false",
    })
    void privilegesCanBeKeptFromGrowing(String option, boolean expected) throws RunFailedException {
        assertThat(Restrictions.parse(List.of(), List.of(option)).noNewPrivileges())
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "no-new-privileges=",
                "no-new-privileges=yes",
                "no-new-privileges2",
                "seccomp=unconfined",
                "apparmor=unconfined",
                "label=disable",
            })
    void anotherOptionIsRefused(String option) {
        assertThatExceptionOfType(RunFailedException.class)
                .isThrownBy(() -> Restrictions.parse(List.of(), List.of(option)))
                .withMessage(
                        "invalid --security-opt: expected no-new-privileges[=true|false], got "
                                + option)
                .matches(e -> e.exitStatus() == 125);
    }
}

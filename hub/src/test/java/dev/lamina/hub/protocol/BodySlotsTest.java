package dev.lamina.hub.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class BodySlotsTest {

    @Test
    void oneClientLeavesPlacesToOthers() {
        var slots = new BodySlots(3, 2);

        assertThat(slots.take("a")).isTrue();
        assertThat(slots.take("a")).isTrue();
        assertThat(slots.take("a")).isFalse();
        assertThat(slots.take("b")).isTrue();
        assertThat(slots.take("c")).isFalse();
        slots.giveBack("a");
        assertThat(slots.take("c")).isTrue();
        assertThat(slots.take("a")).isFalse();
    }

    @Test
    void aTrustedClientMayTakeThemAll() {
        var slots = new BodySlots(3, 2);

        for (int i = 0; i < 3; i++) {
            assertThat(slots.take("")).isTrue();
        }
        assertThat(slots.take("")).isFalse();
    }
}

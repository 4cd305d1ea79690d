package dev.lamina.hub.look;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.time.Duration;

final class LookTurnsTest {

    @Test
    void whoFindsNoTurnForAWhileIsToldToComeAgain() throws IOException {
        var turns = new LookTurns(Duration.ofMillis(10));
        try (var _ = turns.forTwo()) {
            assertThatThrownBy(turns::forOne).isInstanceOf(LookBusyException.class);
        }
        try (var _ = turns.forOne();
                var _ = turns.forOne()) {
            assertThatThrownBy(turns::forTwo).isInstanceOf(LookBusyException.class);
        }
        turns.forTwo().close();
    }
}

package dev.lamina.hub.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

final class MemoryBudgetTest {

    private static final int MIB = 1 << 20;

    @Test
    void whatIsTakenIsRefusedToOthersUntilItIsGivenBack() throws ServerBusyException {
        var memory = new MemoryBudget(10 * MIB, Duration.ofMillis(1));
        int first = memory.take(8 * MIB);

        assertThatThrownBy(() -> memory.take(3 * MIB)).isInstanceOf(ServerBusyException.class);
        int second = memory.take(2 * MIB);
        memory.giveBack(first);
        memory.giveBack(second);
        memory.giveBack(memory.take(10 * MIB));
    }

    /// Otherwise nobody could ever have it on a small machine.
    @Test
    void moreThanAllIsAll() throws ServerBusyException {
        var memory = new MemoryBudget(MIB, Duration.ofMillis(1));
        int all = memory.take(64L * MIB);

        assertThatThrownBy(() -> memory.take(1)).isInstanceOf(ServerBusyException.class);
        memory.giveBack(all);
        memory.giveBack(memory.take(MIB));
    }

    @Test
    void whoWaitsGetsWhatOthersGiveBack() throws Exception {
        var memory = new MemoryBudget(MIB, Duration.ofMinutes(1));
        int taken = memory.take(MIB);
        CompletableFuture<Integer> next =
                CompletableFuture.supplyAsync(
                        () -> {
                            try {
                                return memory.take(MIB);
                            } catch (ServerBusyException e) {
                                throw new IllegalStateException(e);
                            }
                        });
        memory.giveBack(taken);

        assertThat(next.get()).isEqualTo(taken);
    }
}

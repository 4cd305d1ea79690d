package dev.lamina.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

final class MemoryBudgetTest {

    private static final long MIB = 1 << 20;
    private static final long SMALL = 64 << 10;
    private static final String ANYBODY = "";

    private final MemoryBudget memory = new MemoryBudget(16 * MIB, Duration.ofMillis(1));

    @Test
    void whatIsTakenIsRefusedToOthersUntilItIsGivenBack() throws ServerBusyException {
        long first = memory.take(ANYBODY, 10 * MIB);

        assertBusy(ANYBODY, 3 * MIB);
        long second = memory.take(ANYBODY, 2 * MIB);
        memory.giveBack(ANYBODY, first);
        memory.giveBack(ANYBODY, second);
        memory.giveBack(ANYBODY, memory.take(ANYBODY, 12 * MIB));
    }

    @Test
    void largeBodiesLeaveAPartToSmallOnes() throws ServerBusyException {
        memory.take(ANYBODY, 12 * MIB);

        assertBusy(ANYBODY, SMALL + 1);
        for (long taken = 0; taken < 4 * MIB; taken += SMALL) {
            assertThat(memory.take(ANYBODY, SMALL)).isEqualTo(SMALL);
        }
        assertBusy(ANYBODY, 1);
    }

    @Test
    void whatGrowsBitByBitIsJudgedByAllOfIt() throws ServerBusyException {
        memory.take("a", 4 * MIB);
        memory.take("b", 4 * MIB);
        memory.take("c", 4 * MIB);
        memory.take(ANYBODY, SMALL);

        assertThatThrownBy(() -> memory.take(ANYBODY, 1, SMALL))
                .isInstanceOf(ServerBusyException.class);
    }

    @Test
    void oneClientHasItsShareAndNoMore() throws ServerBusyException {
        memory.take("a", 3 * MIB);
        memory.take("a", MIB);

        assertBusy("a", 1);
        memory.take("b", 4 * MIB);
    }

    @Test
    void aBodyLargerThanTheShareOfOneClientGoesAlone() throws ServerBusyException {
        long large = memory.take("a", 9 * MIB);

        assertBusy("a", 1);
        memory.giveBack("a", large);
        memory.take("a", MIB);
    }

    /// Otherwise nobody could ever have it on a small machine.
    @Test
    void moreThanThereCanBeIsWhatThereCanBe() throws ServerBusyException {
        long most = memory.take("a", 64 * MIB);

        assertThat(most).isEqualTo(12 * MIB);
        memory.giveBack("a", most);
        assertThat(memory.take("a", 64 * MIB)).isEqualTo(most);
    }

    /// A request learns of its second document from the first.
    @Test
    void oneRequestMayTakeAllThereIsBitByBit() throws ServerBusyException {
        long first = memory.take("a", 9 * MIB, 0);
        long second = memory.take("a", 9 * MIB, first);

        assertThat(first + second).isEqualTo(12 * MIB);
        assertThat(memory.take("a", 9 * MIB, first + second)).isZero();
        assertBusy("b", MIB);
        memory.giveBack("a", first + second);
        assertThat(memory.take("b", 12 * MIB)).isEqualTo(12 * MIB);
    }

    @Test
    void whoWaitsGetsWhatOthersGiveBack() throws Exception {
        var patient = new MemoryBudget(16 * MIB, Duration.ofMinutes(1));
        long taken = patient.take(ANYBODY, 12 * MIB);
        CompletableFuture<Long> next =
                CompletableFuture.supplyAsync(
                        () -> {
                            try {
                                return patient.take(ANYBODY, MIB);
                            } catch (ServerBusyException e) {
                                throw new IllegalStateException(e);
                            }
                        });
        patient.giveBack(ANYBODY, taken);

        assertThat(next.get()).isEqualTo(MIB);
    }

    private void assertBusy(String client, long bytes) {
        assertThatThrownBy(() -> memory.take(client, bytes))
                .isInstanceOf(ServerBusyException.class);
    }
}

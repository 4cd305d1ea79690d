package dev.lamina.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/// What counts as too slow, by a clock that the test moves.
final class PaceTest {

    private static final long HEAD = HttpLimits.HEAD_TIMEOUT.toSeconds();
    private static final long WINDOW = HttpLimits.RATE_WINDOW.toSeconds();

    private final AtomicLong seconds = new AtomicLong(1_000);
    private final Pace pace = new Pace(() -> TimeUnit.SECONDS.toNanos(seconds.get()));

    @Test
    void theFirstHeadCountsFromTheOpening() {
        seconds.addAndGet(HEAD);
        assertThat(pace.isTooSlow(0)).isFalse();

        seconds.addAndGet(1);
        assertThat(pace.isTooSlow(0)).isTrue();
    }

    @Test
    void laterHeadsCountFromTheirFirstByte() {
        pace.beginRequest();
        pace.endRequest(100);
        seconds.addAndGet(10 * HEAD);
        assertThat(pace.isTooSlow(100)).isFalse();

        assertThat(pace.isTooSlow(101)).isFalse();
        seconds.addAndGet(HEAD);
        assertThat(pace.isTooSlow(110)).isFalse();
        seconds.addAndGet(1);
        assertThat(pace.isTooSlow(120)).isTrue();
    }

    @Test
    void theServersOwnTimeDoesNotCount() {
        pace.beginRequest();
        seconds.addAndGet(100 * WINDOW);
        assertThat(pace.isTooSlow(100)).isFalse();

        for (int i = 0; i < 100; i++) {
            pace.beginReceiving();
            pace.endReceiving(0);
            seconds.addAndGet(WINDOW);
            assertThat(pace.isTooSlow(100)).isFalse();
        }
    }

    @Test
    void aBodyThatStopsIsTooSlowWhileItIsAwaited() {
        pace.beginRequest();
        pace.beginReceiving();
        seconds.addAndGet(WINDOW);
        assertThat(pace.isTooSlow(0)).isFalse();

        seconds.addAndGet(1);
        assertThat(pace.isTooSlow(0)).isTrue();
    }

    @Test
    void aQuickStartBuysNoTime() {
        pace.beginRequest();
        pace.beginReceiving();
        pace.endReceiving(1L << 30);

        for (int i = 0; i <= WINDOW; i++) {
            assertThat(pace.isTooSlow(0)).isFalse();
            pace.beginReceiving();
            seconds.addAndGet(1);
            pace.endReceiving(1);
        }
        assertThat(pace.isTooSlow(0)).isTrue();
    }

    @Test
    void aJustQuickEnoughBodyIsNeverTooSlow() {
        pace.beginRequest();
        for (int i = 0; i <= 100 * WINDOW; i++) {
            pace.beginReceiving();
            seconds.addAndGet(1);
            pace.endReceiving(HttpLimits.MIN_RATE);
            assertThat(pace.isTooSlow(0)).isFalse();
        }
    }

    @Test
    void anAnswerThatNobodyReadsIsTooSlow() {
        pace.beginRequest();
        pace.beginSending(() -> 0);
        pace.endSending(1 << 20);
        pace.beginSending(() -> 0);
        seconds.addAndGet(WINDOW + 1);

        assertThat(pace.isTooSlow(0)).isTrue();
    }

    @Test
    void whatGoesInTheMiddleOfALargePieceCounts() {
        var gone = new AtomicLong();
        pace.beginRequest();
        pace.beginSending(gone::get);
        for (int i = 0; i < 100; i++) {
            seconds.addAndGet(WINDOW);
            gone.addAndGet(WINDOW * HttpLimits.MIN_RATE);
            assertThat(pace.isTooSlow(0)).isFalse();
        }
        seconds.addAndGet(WINDOW + 1);
        gone.addAndGet(WINDOW * HttpLimits.MIN_RATE - 1);
        assertThat(pace.isTooSlow(0)).isTrue();
    }

    @Test
    void whatWentInTheMiddleIsNotCountedAgainAtTheEnd() {
        pace.beginRequest();
        pace.beginSending(() -> 1 << 20);
        assertThat(pace.isTooSlow(0)).isFalse();
        pace.endSending(1 << 20);

        pace.beginSending(() -> 0);
        seconds.addAndGet(WINDOW);
        pace.endSending(0);
        pace.beginSending(() -> 0);
        seconds.addAndGet(1);
        assertThat(pace.isTooSlow(0)).isTrue();
    }

    /// A connection that is idle would keep its last answer in memory.
    @Test
    void whatWasSentIsNotKept() throws InterruptedException {
        pace.beginRequest();
        WeakReference<byte[]> sent = send(new byte[1 << 20]);

        for (int i = 0; i < 100 && sent.get() != null; i++) {
            System.gc();
            Thread.sleep(10);
        }

        assertThat(sent.get()).isNull();
        assertThat(pace.isTooSlow(0)).isFalse();
    }

    private WeakReference<byte[]> send(byte[] content) {
        pace.beginSending(() -> content.length);
        pace.endSending(content.length);
        return new WeakReference<>(content);
    }

    @Test
    void aDeadlineEndsWithItsRequest() {
        pace.beginRequest();
        pace.endWithin(Duration.ofSeconds(5));
        seconds.addAndGet(6);
        assertThat(pace.isTooSlow(0)).isTrue();

        pace.endRequest(0);
        assertThat(pace.isTooSlow(0)).isFalse();
        pace.beginRequest();
        assertThat(pace.isTooSlow(0)).isFalse();
    }
}

package dev.lamina.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;

/// Documents that come a byte at a time, by a clock that the stream moves.
final class SlowDocumentsTest {

    /// A body of so many bytes, each of which takes a while.
    private static final class Drip extends InputStream {

        private final Duration pause;
        private int left;
        private long now = Long.MAX_VALUE - 5;

        Drip(int size, Duration pause) {
            this.left = size;
            this.pause = pause;
        }

        @Override
        public int read() {
            now += pause.toNanos();
            return left-- > 0 ? 'x' : -1;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) {
            int value = read();
            if (value < 0) {
                return -1;
            }
            buffer[offset] = (byte) value;
            return 1;
        }
    }

    @Test
    void oneThatDripsForMinutesIsGivenUp() {
        var drip = new Drip(1000, Duration.ofSeconds(10));

        assertThatThrownBy(() -> Responses.document(drip, 4 << 20, () -> drip.now))
                .isInstanceOf(IOException.class)
                .hasMessage("body: expected all of it within 180 s, got 19 bytes");
    }

    @Test
    void oneThatIsOnlySlowIsRead() throws IOException {
        var drip = new Drip(17, Duration.ofSeconds(10));

        assertThat(Responses.document(drip, 17, () -> drip.now).length()).isEqualTo(17);
    }

    @Test
    void oneThatIsTooLongIsRefused() {
        var drip = new Drip(18, Duration.ZERO);

        assertThatThrownBy(() -> Responses.document(drip, 17, () -> drip.now))
                .hasMessage("body: expected at most 17 bytes, got more");
    }
}

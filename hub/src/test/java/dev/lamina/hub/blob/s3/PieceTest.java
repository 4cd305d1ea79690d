package dev.lamina.hub.blob.s3;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/// Which objects make up an upload (docs/formats/hub-bucket.md).
final class PieceTest {

    private static final String UPLOAD = "uploads/" + new UUID(1, 2) + "/";

    @Test
    void aChainLeadsAsFarAsItCan() {
        String begin = UPLOAD + "begin";
        String first = key(0, 100, 1);
        String second = key(100, 50, 1);
        String early = key(0, 10, 1);
        String late = key(0, 120, 1);
        String twin = key(100, 50, 2);

        assertThat(chain(begin)).isEmpty();
        assertThat(chain(begin, second)).isEmpty();
        assertThat(chain(begin, first, second)).containsExactly(first, second);
        assertThat(chain(begin, first, second, early, late)).containsExactly(first, second);
        assertThat(chain(first, early, late)).containsExactly(late);
        assertThat(chain(first, twin, second)).containsExactly(first, second);
        assertThat(chain(early, key(10, 90, 3), second))
                .containsExactly(early, key(10, 90, 3), second);
    }

    @Test
    void namesThatAreNoPiecesAreLeftOut() {
        assertThat(
                        chain(
                                UPLOAD + "begin",
                                key(0, 0, 1),
                                key(0, Long.MAX_VALUE, 1).replace("7fff", "ffff"),
                                key(1, Long.MAX_VALUE, 1),
                                UPLOAD + "other"))
                .isEmpty();
    }

    @Test
    void aCutTakesAllThatEndsBehindIt() {
        List<String> keys = List.of(key(0, 10, 1), key(0, 120, 1), key(10, 90, 1), key(100, 5, 1));

        assertThat(Piece.beyond(keys, 100)).containsExactly(key(0, 120, 1), key(100, 5, 1));
        assertThat(Piece.beyond(keys, 0)).isEqualTo(keys);
    }

    private static List<String> chain(String... keys) {
        return Piece.chain(Stream.of(keys).sorted().toList()).stream().map(Piece::key).toList();
    }

    private static String key(long offset, long size, long random) {
        return UPLOAD + "%016x-%016x-%016x".formatted(offset, size, random);
    }
}

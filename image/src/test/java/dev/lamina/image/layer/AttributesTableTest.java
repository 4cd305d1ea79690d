package dev.lamina.image.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lamina.image.Attributes;
import dev.lamina.image.Bytes;

import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.Map;

final class AttributesTableTest {

    private static final Attributes FILE = Attributes.of(0644, 0, 0, Instant.EPOCH);

    private final AttributesTable table = new AttributesTable();

    @Test
    void equalAttributesHaveOneNumber() {
        Attributes other = Attributes.of(0755, 1, 2, Instant.ofEpochSecond(3, 4));

        assertThat(table.number(FILE)).isZero();
        assertThat(table.number(other)).isEqualTo(1);
        assertThat(table.number(Attributes.of(0644, 0, 0, Instant.EPOCH))).isZero();
        assertThat(table.count()).isEqualTo(2);
        assertThat(table.size()).isEqualTo(48);
        assertThat(table.get(1)).isEqualTo(other);
    }

    @Test
    void extendedAttributesTellSetsApart() {
        Attributes one = FILE.withXattrs(Map.of(Bytes.utf8("user.a"), Bytes.utf8("1")));
        Attributes two = FILE.withXattrs(Map.of(Bytes.utf8("user.a"), Bytes.utf8("2")));

        assertThat(table.number(one)).isZero();
        assertThat(table.number(two)).isEqualTo(1);
        assertThat(table.number(FILE)).isEqualTo(2);
        assertThat(table.get(0)).isEqualTo(one);
        assertThat(table.get(1)).isEqualTo(two);
    }

    @Test
    void manySetsAreFoundAgain() {
        int count = 20_000;
        for (int pass = 0; pass < 2; pass++) {
            for (int i = 0; i < count; i++) {
                assertThat(table.number(at(i))).isEqualTo(i);
            }
        }
        table.seal();

        assertThat(table.count()).isEqualTo(count);
        for (int i = count - 1; i >= 0; i--) {
            assertThat(table.get(i)).isEqualTo(at(i));
        }
    }

    private static Attributes at(int second) {
        return Attributes.of(0644, 0, 0, Instant.ofEpochSecond(second));
    }

    @Test
    void aSealedTableTakesNoMore() {
        table.seal();

        assertThatThrownBy(() -> table.number(FILE)).isInstanceOf(IllegalStateException.class);
    }
}

package dev.lamina.hub.catalog.tag;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

final class VersionOrderTest {

    private static final List<String> ORDERED =
            List.of(
                    "latest",
                    "20240101",
                    "2.0",
                    "1.22.1",
                    "1.22",
                    "1.22-alpine",
                    "1.10",
                    "1.9",
                    "1.9.0-rc.1",
                    "01.9",
                    "1",
                    "alpine",
                    "bookworm",
                    "v2",
                    "v1.1");

    @Test
    void latestComesFirstThenTheHighestVersion() {
        for (long seed = 0; seed < 20; seed++) {
            var tags =
                    new ArrayList<>(
                            List.of("1.9", "latest", "v1.1", "1.10", "v2", "alpine", "2.0"));
            Collections.shuffle(tags, new Random(seed));

            tags.sort(VersionOrder.HIGHEST_FIRST);

            assertThat(tags)
                    .as("seed %s", seed)
                    .containsExactly("latest", "2.0", "1.10", "1.9", "alpine", "v2", "v1.1");
        }
    }

    @Test
    void ofTwoTagsWithTheSameBeginningTheShorterOneComesFirst() {
        assertThat(
                        List.of("1.22-alpine", "1.22-slim", "1.22").stream()
                                .sorted(VersionOrder.HIGHEST_FIRST))
                .containsExactly("1.22", "1.22-alpine", "1.22-slim");
    }

    @Test
    void theOrderIsTotal() {
        for (String one : ORDERED) {
            for (String other : ORDERED) {
                int order = Integer.signum(VersionOrder.HIGHEST_FIRST.compare(one, other));
                assertThat(order)
                        .as("%s, %s", one, other)
                        .isEqualTo(-Integer.signum(VersionOrder.HIGHEST_FIRST.compare(other, one)));
                assertThat(order == 0).as("%s, %s", one, other).isEqualTo(one.equals(other));
            }
        }
    }

    @Test
    void numbersMayHaveManyDigits() {
        assertThat(VersionOrder.HIGHEST_FIRST.compare("9".repeat(100), "1" + "0".repeat(100)))
                .isPositive();
    }
}

package dev.lamina.testing.structure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamina.image.Attributes;
import dev.lamina.image.Bytes;
import dev.lamina.image.ChainId;
import dev.lamina.image.Descriptor;
import dev.lamina.image.DiffId;
import dev.lamina.image.Digest;
import dev.lamina.image.DigestAlgorithm;
import dev.lamina.image.Name;
import dev.lamina.image.Platform;
import dev.lamina.image.Reference;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Each record whose equality is written out has the equality that it would have by itself: that of all its
/// components, and of nothing else.
final class WrittenEqualityTest {

    private static final String HEX = "0123456789abcdef".repeat(4);
    private static final String OTHER_HEX = "fedcba9876543210".repeat(4);

    /// A record by its components, and another value for each.
    private record Sample(Class<? extends Record> type, List<Object> values, List<Object> others) {

        Record make(List<Object> components) throws ReflectiveOperationException {
            Class<?>[] types =
                    Arrays.stream(type.getRecordComponents())
                            .map(RecordComponent::getType)
                            .toArray(Class<?>[]::new);
            return type.getConstructor(types).newInstance(components.toArray());
        }
    }

    private static Stream<Sample> samples() {
        return Stream.of(
                new Sample(
                        Attributes.class,
                        List.of(0644, 1L, 2L, Instant.EPOCH, new TreeMap<>()),
                        List.of(
                                0600,
                                3L,
                                4L,
                                Instant.ofEpochSecond(1),
                                new TreeMap<>(Map.of(Bytes.utf8("user.a"), Bytes.utf8("b"))))),
                new Sample(ChainId.class, List.of(digest(HEX)), List.of(digest(OTHER_HEX))),
                new Sample(DiffId.class, List.of(digest(HEX)), List.of(digest(OTHER_HEX))),
                new Sample(Name.class, List.of(Bytes.utf8("etc")), List.of(Bytes.utf8("etd"))),
                new Sample(
                        Descriptor.class,
                        List.of(
                                "a/b",
                                digest(HEX),
                                5L,
                                Optional.empty(),
                                Map.of(),
                                Optional.empty(),
                                List.of()),
                        List.of(
                                "a/c",
                                digest(OTHER_HEX),
                                6L,
                                Optional.of(Platform.parse("linux/amd64")),
                                Map.of("a", "b"),
                                Optional.of("a/d"),
                                List.of("https://example.com/"))),
                new Sample(
                        Platform.class,
                        List.of("linux", "arm", Optional.empty(), Optional.empty(), List.of()),
                        List.of(
                                "windows",
                                "arm64",
                                Optional.of("v7"),
                                Optional.of("10"),
                                List.of("win32k"))),
                new Sample(
                        Reference.class,
                        List.of("a.example", "b", Optional.of("1"), Optional.of(digest(HEX))),
                        List.of(
                                "c.example",
                                "d",
                                Optional.of("2"),
                                Optional.of(digest(OTHER_HEX)))));
    }

    @ParameterizedTest
    @MethodSource("samples")
    void equalAreThoseWithEqualComponents(Sample sample) throws Exception {
        Record one = sample.make(sample.values());
        Record same = sample.make(sample.values());

        assertThat(same).isEqualTo(one).hasSameHashCodeAs(one);
        assertThat(one).isNotEqualTo(null).isNotEqualTo("another type");
        for (int i = 0; i < sample.values().size(); i++) {
            List<Object> components = new ArrayList<>(sample.values());
            components.set(i, sample.others().get(i));
            assertThat(sample.make(components)).as("component " + i).isNotEqualTo(one);
        }
    }

    /// Its algorithm and its length go together, so that one component cannot change alone.
    @Test
    void digestsAreEqualByAlgorithmAndDigits() {
        var other = new Digest(DigestAlgorithm.SHA512, HEX + HEX);

        assertThat(digest(HEX)).isEqualTo(digest(HEX)).hasSameHashCodeAs(digest(HEX));
        assertThat(digest(HEX)).isNotEqualTo(digest(OTHER_HEX)).isNotEqualTo(other);
    }

    @Test
    void noneIsLeftOut() {
        assertThat(
                        Stream.concat(samples().map(Sample::type), Stream.of(Digest.class))
                                .collect(Collectors.toSet()))
                .isEqualTo(RecordsTest.WRITTEN);
    }

    private static Digest digest(String hex) {
        return new Digest(DigestAlgorithm.SHA256, hex);
    }
}

package dev.lamina.engine.container;

import dev.lamina.engine.images.TestImage;
import dev.lamina.engine.value.container.Network;
import dev.lamina.engine.value.container.ProcessOptions;
import dev.lamina.engine.value.container.Restrictions;

import java.time.Instant;
import java.util.List;

/// Records of containers that nothing runs.
public final class TestRecord {

    private TestRecord() {}

    /// Returns the record of a container of an image.
    ///
    /// @param digit of which its ID consists
    public static ContainerRecord of(TestImage image, String digit, String name) {
        return new ContainerRecord(
                digit.repeat(64),
                name,
                "app:1",
                image.id(),
                image.diffIds(),
                Instant.parse("2026-01-02T03:04:05Z"),
                List.of("true"),
                List.of("A=b"),
                "/",
                "",
                name,
                false,
                false,
                false,
                Network.NONE,
                Restrictions.NONE,
                List.of(),
                ProcessOptions.DEFAULT);
    }
}

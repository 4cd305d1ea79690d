package dev.lamina.engine.container;

import static java.util.Objects.requireNonNull;

import dev.lamina.image.Bytes;
import dev.lamina.image.ImageFormatException;
import dev.lamina.image.json.Json;
import dev.lamina.image.json.JsonObject;
import dev.lamina.image.json.Timestamp;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// How a container's command ended: written once.
///
/// @param started  when the command was started
/// @param finished when it ended
/// @param code     its exit status, 128 plus the signal if one ended it
public record ContainerExit(Instant started, Instant finished, int code) {

    public ContainerExit {
        requireNonNull(started, "started");
        requireNonNull(finished, "finished");
    }

    /// Reads what conmon wrote down: a number, in a file that it wrote at the end.
    ///
    /// @return nothing as long as it has not
    public static Optional<ContainerExit> ofKeeper(String id, ContainerPaths paths)
            throws IOException {
        Path file = paths.keeperExits().resolve(id);
        try {
            return Optional.of(
                    new ContainerExit(
                            Files.getLastModifiedTime(paths.pid()).toInstant(),
                            Files.getLastModifiedTime(file).toInstant(),
                            Integer.parseInt(Files.readString(file).strip())));
        } catch (NoSuchFileException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    /// Returns the document.
    public Bytes write() {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("started", Timestamp.format(started));
        members.put("finished", Timestamp.format(finished));
        members.put("code", (long) code);
        return Json.write(members);
    }

    /// Reads the document.
    ///
    /// @param source says where it comes from
    public static ContainerExit parse(Bytes document, String source) throws ImageFormatException {
        JsonObject object = Json.parseObject(document, source);
        try {
            return new ContainerExit(
                    Timestamp.parse(object.requiredString("started")),
                    Timestamp.parse(object.requiredString("finished")),
                    (int) object.optionalInteger("code").orElse(0));
        } catch (IllegalArgumentException e) {
            throw object.fault("document", e.getMessage());
        }
    }
}

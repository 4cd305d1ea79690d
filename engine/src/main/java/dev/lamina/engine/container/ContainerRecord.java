package dev.lamina.engine.container;

import static java.util.Objects.requireNonNull;

import dev.lamina.engine.value.container.BindMount;
import dev.lamina.engine.value.container.Network;
import dev.lamina.engine.value.container.ProcessOptions;
import dev.lamina.engine.value.container.Restrictions;
import dev.lamina.image.Bytes;
import dev.lamina.image.DiffId;
import dev.lamina.image.Digest;
import dev.lamina.image.ImageFormatException;
import dev.lamina.image.json.Json;
import dev.lamina.image.json.JsonObject;
import dev.lamina.image.json.Timestamp;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/// The description of a container: written once, when it is made.
///
/// @param id               64 hexadecimal digits
/// @param name             unique in the store
/// @param image            the image as the user named it
/// @param imageId          the digest of the image's config
/// @param layers           of the image, lowest first
/// @param created          when it was made
/// @param command          what runs in it, with its arguments
/// @param environment      of the command, `NAME=VALUE`
/// @param workingDirectory of the command
/// @param user             as it was asked for; empty for the superuser
/// @param hostname         inside
/// @param terminal         whether it has a terminal of its own
/// @param readOnly         whether its root file system is read-only
/// @param removeAfterwards whether it goes when it ends
/// @param network          which network it sees
/// @param restrictions     what is withheld from it
/// @param mounts           what it sees besides its root file system
/// @param process          how its first process begins and ends; the stop signal as the image has it
///     unless the user said another
public record ContainerRecord(
        String id,
        String name,
        String image,
        Digest imageId,
        List<DiffId> layers,
        Instant created,
        List<String> command,
        List<String> environment,
        String workingDirectory,
        String user,
        String hostname,
        boolean terminal,
        boolean readOnly,
        boolean removeAfterwards,
        Network network,
        Restrictions restrictions,
        List<BindMount> mounts,
        ProcessOptions process) {

    public ContainerRecord {
        requireNonNull(id, "id");
        layers = List.copyOf(layers);
        command = List.copyOf(command);
        environment = List.copyOf(environment);
        mounts = List.copyOf(mounts);
    }

    /// Returns the document.
    public Bytes write() {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("id", id);
        members.put("name", name);
        members.put("image", image);
        members.put("imageId", imageId.toString());
        List<Object> layerTexts = new ArrayList<>();
        for (DiffId layer : layers) {
            layerTexts.add(layer.toString());
        }
        members.put("layers", layerTexts);
        members.put("created", Timestamp.format(created));
        members.put("command", command);
        members.put("environment", environment);
        members.put("workingDirectory", workingDirectory);
        members.put("user", user);
        members.put("hostname", hostname);
        members.put("terminal", terminal);
        members.put("readOnly", readOnly);
        members.put("removeAfterwards", removeAfterwards);
        members.put("network", network.name());
        members.put("droppedCapabilities", restrictions.droppedCapabilities());
        members.put("noNewPrivileges", restrictions.noNewPrivileges());
        List<Object> mountObjects = new ArrayList<>();
        for (BindMount mount : mounts) {
            Map<String, Object> object = new LinkedHashMap<>();
            object.put("source", mount.source().toString());
            object.put("destination", mount.destination());
            object.put("readOnly", mount.readOnly());
            mountObjects.add(object);
        }
        members.put("mounts", mountObjects);
        members.put("init", process.init());
        process.stopSignal().ifPresent(signal -> members.put("stopSignal", signal));
        process.stopSeconds().ifPresent(seconds -> members.put("stopSeconds", (long) seconds));
        return Json.write(members);
    }

    /// Reads the document.
    ///
    /// @param source says where it comes from
    public static ContainerRecord parse(Bytes document, String source) throws ImageFormatException {
        JsonObject object = Json.parseObject(document, source);
        try {
            return new ContainerRecord(
                    object.requiredString("id"),
                    object.requiredString("name"),
                    object.requiredString("image"),
                    Digest.parse(object.requiredString("imageId")),
                    diffIds(object.strings("layers")),
                    Timestamp.parse(object.requiredString("created")),
                    object.strings("command"),
                    object.strings("environment"),
                    object.requiredString("workingDirectory"),
                    object.string("user"),
                    object.requiredString("hostname"),
                    object.flag("terminal"),
                    object.flag("readOnly"),
                    object.flag("removeAfterwards"),
                    Network.valueOf(object.requiredString("network")),
                    new Restrictions(
                            object.strings("droppedCapabilities"), object.flag("noNewPrivileges")),
                    mounts(object.objects("mounts")),
                    process(object));
        } catch (IllegalArgumentException e) {
            throw object.fault("document", e.getMessage());
        }
    }

    private static ProcessOptions process(JsonObject object) throws ImageFormatException {
        String signal = object.string("stopSignal");
        OptionalLong seconds = object.optionalInteger("stopSeconds");
        return new ProcessOptions(
                object.flag("init"),
                signal.isEmpty() ? Optional.empty() : Optional.of(signal),
                seconds.isPresent()
                        ? OptionalInt.of((int) seconds.getAsLong())
                        : OptionalInt.empty());
    }

    private static List<DiffId> diffIds(List<String> texts) {
        List<DiffId> layers = new ArrayList<>();
        for (String text : texts) {
            layers.add(DiffId.parse(text));
        }
        return layers;
    }

    private static List<BindMount> mounts(List<JsonObject> objects) throws ImageFormatException {
        List<BindMount> mounts = new ArrayList<>();
        for (JsonObject object : objects) {
            mounts.add(
                    new BindMount(
                            Path.of(object.requiredString("source")),
                            object.requiredString("destination"),
                            object.flag("readOnly")));
        }
        return mounts;
    }
}

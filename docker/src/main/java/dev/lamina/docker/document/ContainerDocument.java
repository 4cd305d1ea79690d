package dev.lamina.docker.document;

import dev.lamina.docker.format.DiskUse;
import dev.lamina.docker.template.Struct;
import dev.lamina.engine.Engine;
import dev.lamina.engine.value.container.ContainerDetails;
import dev.lamina.engine.value.container.ContainerStatus;
import dev.lamina.engine.value.container.ContainerSummary;
import dev.lamina.engine.value.image.ImageDetails;
import dev.lamina.image.NotFoundException;
import dev.lamina.image.json.Timestamp;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;

/// The document of a container: those fields of Docker's API 1.50, in its order, that have a
/// meaning here.
final class ContainerDocument {

    private final ContainerDetails container;
    private final ContainerSummary summary;
    private final Optional<ImageDetails> image;

    ContainerDocument(ContainerDetails container, Engine engine) throws IOException {
        this.container = container;
        this.summary = container.summary();
        this.image = image(summary.imageId(), engine);
    }

    /// The image may have been removed by force.
    private static Optional<ImageDetails> image(String id, Engine engine) throws IOException {
        try {
            return Optional.of(engine.image(id));
        } catch (NotFoundException e) {
            return Optional.empty();
        }
    }

    Struct fields() {
        List<String> command = summary.command();
        var fields =
                new Struct("container")
                        .put("Id", summary.id())
                        .put("Created", Timestamp.format(summary.created()))
                        .put("Path", command.isEmpty() ? "" : command.getFirst())
                        .put(
                                "Args",
                                command.isEmpty() ? command : command.subList(1, command.size()))
                        .put("State", state(summary.status()))
                        .put("Image", summary.imageId());
        ContainerMounts.putPaths(container, fields);
        return fields.put("LogPath", "")
                .put("Name", "/" + summary.name())
                .put("RestartCount", 0L)
                .put("Driver", "erofs")
                .put("Platform", "linux")
                .put("MountLabel", "")
                .put("ProcessLabel", "")
                .put("AppArmorProfile", "")
                .put("ExecIDs", Struct.NIL_LIST)
                .put("HostConfig", HostConfigDocument.of(container))
                .put("GraphDriver", graphDriver())
                .put("Mounts", ContainerMounts.of(container))
                .put("Config", config())
                .put("NetworkSettings", networkSettings())
                .hide("SizeRw", null)
                .hide("SizeRootFs", null)
                .alias("ID", "Id");
    }

    /// Adds what the container wrote, and with it all that it sees.
    Struct withSizes() throws IOException {
        long written = DiskUse.of(container.upper());
        return fields().put("SizeRw", written)
                .put("SizeRootFs", written + image.map(ImageDetails::size).orElse(0L));
    }

    private static Struct state(ContainerStatus status) {
        return new Struct("state")
                .put("Status", status.state().name().toLowerCase(Locale.ROOT))
                .put("Running", status.state() == ContainerStatus.State.RUNNING)
                .put("Paused", false)
                .put("Restarting", false)
                .put("OOMKilled", false)
                .put("Dead", status.state() == ContainerStatus.State.DEAD)
                .put("Pid", status.pid())
                .put("ExitCode", (long) status.exitCode())
                .put("Error", status.fault().orElse(""))
                .put("StartedAt", time(status.startedAt()))
                .put("FinishedAt", time(status.finishedAt()))
                .hide("Health", null);
    }

    private static String time(Optional<Instant> time) {
        return time.map(Timestamp::format).orElse(ConfigDocument.NEVER);
    }

    private String network() {
        return container.network().name().toLowerCase(Locale.ROOT);
    }

    private Struct graphDriver() {
        var directories = new TreeMap<String, @Nullable Object>();
        directories.put("LowerDir", container.lower().toString());
        directories.put("MergedDir", container.merged().toString());
        directories.put("UpperDir", container.upper().toString());
        directories.put("WorkDir", container.work().toString());
        return new Struct("driver").put("Data", directories).put("Name", "erofs");
    }

    private Struct config() {
        List<String> command = summary.command();
        List<String> entrypoint = entrypoint(command);
        Map<String, String> labels =
                image.map(of -> of.config().config().labels()).orElse(Map.of());
        var fields =
                new Struct("config")
                        .put("Hostname", container.hostname())
                        .put("Domainname", "")
                        .put("User", container.user())
                        .put("AttachStdin", false)
                        .put("AttachStdout", true)
                        .put("AttachStderr", true);
        image.ifPresent(
                of -> {
                    var ports = ConfigDocument.set(of.config().config().exposedPorts());
                    ConfigDocument.putOrHide(fields, "ExposedPorts", ports);
                });
        fields.put("Tty", container.terminal()).put("OpenStdin", false).put("StdinOnce", false);
        ConfigDocument.putHealthcheck(
                fields, image.flatMap(of -> of.config().config().healthcheck()));
        fields.hide("Shell", Struct.NIL_LIST)
                .put("Env", container.environment())
                .put("Cmd", command.subList(entrypoint.size(), command.size()))
                .put("Image", summary.image())
                .put("Volumes", ContainerMounts.volumes(container))
                .put("WorkingDir", container.workingDirectory())
                .put("Entrypoint", ConfigDocument.list(entrypoint))
                .put("OnBuild", Struct.NIL_LIST)
                .put("Labels", new TreeMap<>(labels));
        putEnding(fields);
        return fields;
    }

    private void putEnding(Struct fields) {
        String signal = ConfigDocument.text(container.process().stopSignal());
        ConfigDocument.putOrHide(fields, "StopSignal", signal);
        OptionalInt seconds = container.process().stopSeconds();
        ConfigDocument.putOrHide(
                fields, "StopTimeout", seconds.isPresent() ? (long) seconds.getAsInt() : null);
    }

    /// The image's entrypoint, if the command begins with it.
    private List<String> entrypoint(List<String> command) {
        List<String> words =
                image.flatMap(of -> of.config().config().entrypoint()).orElse(List.of());
        boolean used =
                words.size() <= command.size() && command.subList(0, words.size()).equals(words);
        return used ? words : List.of();
    }

    private Struct networkSettings() {
        var networks = new TreeMap<String, @Nullable Object>();
        networks.put(network(), endpoint(new Struct("endpoint")));
        return endpoint(new Struct("network").put("Ports", Map.of())).put("Networks", networks);
    }

    /// A container has no address of its own.
    private static Struct endpoint(Struct fields) {
        return fields.put("EndpointID", "")
                .put("Gateway", "")
                .put("GlobalIPv6Address", "")
                .put("GlobalIPv6PrefixLen", 0L)
                .put("IPAddress", "")
                .put("IPPrefixLen", 0L)
                .put("IPv6Gateway", "")
                .put("MacAddress", "");
    }
}

package dev.lamina.engine.value.container;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// How a container is run. What stays empty is taken from the image's config.
///
/// @param image              a reference, an ID or the beginning of one
/// @param command            the arguments after the image; empty for the image's own
/// @param name               of the container; absent for a random one
/// @param hostname           inside; absent for the first 12 digits of the ID, or with the host's
///     network for the host's own
/// @param environment        `NAME=VALUE`, or `NAME` for the value that the caller's environment has
/// @param environmentFiles   files of such lines, read before `environment`
/// @param volumes            `SOURCE:DESTINATION[:OPTIONS]`, or `DESTINATION`
/// @param workingDirectory   inside
/// @param user               `NAME|UID[:GROUP|GID]`
/// @param entrypoint         one word in place of the image's entrypoint; empty text for none
/// @param interactive        the container reads the caller's standard input; else it finds none
/// @param terminal           the container gets a terminal of its own
/// @param removeAfterwards   nothing is kept when it has ended
/// @param readOnly           it cannot write to its root file system
/// @param network            which network it sees
/// @param restrictions       what is withheld from it
/// @param detachKeys         the keys that leave a container with a terminal running, as Docker writes
///     them; empty for the usual ones
/// @param process            how its first process begins and ends
public record RunOptions(
        String image,
        List<String> command,
        Optional<String> name,
        Optional<String> hostname,
        List<String> environment,
        List<Path> environmentFiles,
        List<String> volumes,
        Optional<String> workingDirectory,
        Optional<String> user,
        Optional<String> entrypoint,
        boolean interactive,
        boolean terminal,
        boolean removeAfterwards,
        boolean readOnly,
        Network network,
        Restrictions restrictions,
        String detachKeys,
        ProcessOptions process) {

    public RunOptions {
        requireNonNull(image, "image");
        command = List.copyOf(command);
        environment = List.copyOf(environment);
        environmentFiles = List.copyOf(environmentFiles);
        volumes = List.copyOf(volumes);
        requireNonNull(network, "network");
        requireNonNull(restrictions, "restrictions");
        requireNonNull(detachKeys, "detachKeys");
        requireNonNull(process, "process");
    }

    /// Returns these options for another image.
    public RunOptions withImage(String newImage) {
        return new RunOptions(
                newImage,
                command,
                name,
                hostname,
                environment,
                environmentFiles,
                volumes,
                workingDirectory,
                user,
                entrypoint,
                interactive,
                terminal,
                removeAfterwards,
                readOnly,
                network,
                restrictions,
                detachKeys,
                process);
    }

    /// Returns options with which the image runs as its config says.
    public static RunOptions of(String image, Network network) {
        return new RunOptions(
                image,
                List.of(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                false,
                false,
                false,
                false,
                network,
                Restrictions.NONE,
                "",
                ProcessOptions.DEFAULT);
    }
}

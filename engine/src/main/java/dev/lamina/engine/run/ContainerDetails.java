package dev.lamina.engine.run;

import static java.util.Objects.requireNonNull;

import dev.lamina.engine.bundle.BindMount;
import dev.lamina.engine.bundle.Network;

import java.nio.file.Path;
import java.util.List;

/// All that is known of a container.
///
/// @param summary          what a list says of it
/// @param environment      of its command, `NAME=VALUE`
/// @param workingDirectory of its command
/// @param user             as it was asked for; empty for the superuser
/// @param hostname         inside
/// @param terminal         whether it has a terminal of its own
/// @param readOnly         whether its root file system is read-only
/// @param removeAfterwards whether it goes when it ends
/// @param network          which network it sees
/// @param mounts           what of the host, or of its own volumes, it sees
/// @param upper            the directory that holds what it wrote
public record ContainerDetails(
        ContainerSummary summary,
        List<String> environment,
        String workingDirectory,
        String user,
        String hostname,
        boolean terminal,
        boolean readOnly,
        boolean removeAfterwards,
        Network network,
        List<BindMount> mounts,
        Path upper) {

    public ContainerDetails {
        requireNonNull(summary, "summary");
        environment = List.copyOf(environment);
        requireNonNull(network, "network");
        mounts = List.copyOf(mounts);
        requireNonNull(upper, "upper");
    }
}

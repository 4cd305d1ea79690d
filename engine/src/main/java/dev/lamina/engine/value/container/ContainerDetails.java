package dev.lamina.engine.value.container;

import static java.util.Objects.requireNonNull;

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
/// @param restrictions     what is withheld from it
/// @param etcFiles         the files that it is given in `/etc`
/// @param volumes          directories of its own that are no part of its root file system
/// @param binds            what it sees of the host
/// @param process          how its first process begins and ends
/// @param lower            where its image is mounted while it runs
/// @param upper            the directory that holds what it wrote
/// @param work             overlayfs's own
/// @param merged           where its root file system is mounted while it runs
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
        Restrictions restrictions,
        List<BindMount> etcFiles,
        List<BindMount> volumes,
        List<BindMount> binds,
        ProcessOptions process,
        Path lower,
        Path upper,
        Path work,
        Path merged) {

    public ContainerDetails {
        requireNonNull(summary, "summary");
        environment = List.copyOf(environment);
        requireNonNull(network, "network");
        etcFiles = List.copyOf(etcFiles);
        volumes = List.copyOf(volumes);
        binds = List.copyOf(binds);
        requireNonNull(process, "process");
        requireNonNull(lower, "lower");
        requireNonNull(upper, "upper");
        requireNonNull(work, "work");
        requireNonNull(merged, "merged");
    }
}

package dev.lamina.engine.run;

import static java.util.Objects.requireNonNull;

import dev.lamina.engine.bundle.BindMount;
import dev.lamina.engine.bundle.Network;
import dev.lamina.engine.bundle.Restrictions;
import dev.lamina.engine.container.ContainerPaths;
import dev.lamina.engine.container.ContainerRecord;
import dev.lamina.engine.container.ContainerSummary;
import dev.lamina.engine.container.ProcessOptions;

import java.nio.file.Path;
import java.util.ArrayList;
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

    static ContainerDetails of(
            ContainerRecord record, ContainerSummary summary, ContainerPaths paths) {
        List<BindMount> etcFiles = new ArrayList<>();
        List<BindMount> volumes = new ArrayList<>();
        List<BindMount> binds = new ArrayList<>();
        for (BindMount mount : record.mounts()) {
            if (mount.source().startsWith(paths.etc())) {
                etcFiles.add(mount);
            } else if (mount.source().startsWith(paths.volumes())) {
                volumes.add(mount);
            } else if (!(record.process().init()
                    && mount.destination().equals(InitProgram.PLACE))) {
                binds.add(mount);
            }
        }
        return new ContainerDetails(
                summary,
                record.environment(),
                record.workingDirectory(),
                record.user(),
                record.hostname(),
                record.terminal(),
                record.readOnly(),
                record.removeAfterwards(),
                record.network(),
                record.restrictions(),
                etcFiles,
                volumes,
                binds,
                record.process(),
                paths.lower(),
                paths.upper(),
                paths.work(),
                paths.merged());
    }
}

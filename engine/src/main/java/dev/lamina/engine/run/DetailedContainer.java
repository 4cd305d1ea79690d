package dev.lamina.engine.run;

import dev.lamina.engine.container.ContainerPaths;
import dev.lamina.engine.container.ContainerRecord;
import dev.lamina.engine.value.container.BindMount;
import dev.lamina.engine.value.container.ContainerDetails;
import dev.lamina.engine.value.container.ContainerSummary;

import java.util.ArrayList;
import java.util.List;

/// Puts together all that is known of a container.
final class DetailedContainer {

    private DetailedContainer() {}

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

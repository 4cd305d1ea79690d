package dev.lamina.engine.run;

import dev.lamina.engine.bundle.Bundle;
import dev.lamina.engine.bundle.Confinement;
import dev.lamina.engine.bundle.ContainerEnvironment;
import dev.lamina.engine.bundle.ContainerUser;
import dev.lamina.engine.bundle.DeviceRules;
import dev.lamina.engine.bundle.RootDirectory;
import dev.lamina.engine.bundle.RuntimeSpec;
import dev.lamina.engine.bundle.SecurityLabels;
import dev.lamina.engine.bundle.TerminalSize;
import dev.lamina.engine.container.ContainerPaths;
import dev.lamina.engine.container.ContainerRecord;
import dev.lamina.engine.container.ContainerShelf;
import dev.lamina.engine.program.FileAccess;
import dev.lamina.engine.rootfs.OverlayMount;
import dev.lamina.engine.rootfs.UnionMounts;
import dev.lamina.engine.runtime.Cgroups;
import dev.lamina.engine.runtime.Runtime;
import dev.lamina.engine.runtime.RuntimeVersion;
import dev.lamina.engine.store.Store;
import dev.lamina.engine.value.container.BindMount;
import dev.lamina.engine.value.container.RunFailedException;
import dev.lamina.image.Bytes;
import dev.lamina.linux.SearchPath;
import dev.lamina.linux.Terminals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The preparation of all that a runtime needs to start a container: its root file system with all that is
/// mounted in it, and the document about it.
final class Preparation {

    /// Before it ptrace(2) leads around a filter of system calls (seccomp(2), "Notes").
    private static final RuntimeVersion FIRST_KERNEL = RuntimeVersion.parse("4.8").orElseThrow();

    /// The superuser's right to enter and execute what modes forbid.
    private static final String OVERRIDE = "CAP_DAC_OVERRIDE";

    private static final int STANDARD_INPUT = 0;
    private static final int STANDARD_OUTPUT = 1;

    private final Store store;
    private final Map<String, String> environment;
    private final ContainerRecord container;
    private final ContainerPaths paths;
    private final SecurityModules modules;
    private final DeviceRules devices;

    Preparation(
            Store store,
            Map<String, String> environment,
            Runtime runtime,
            ContainerRecord container,
            ContainerPaths paths)
            throws IOException {
        this.store = store;
        this.environment = environment;
        this.container = container;
        this.paths = paths;
        this.modules = new SecurityModules(Path.of("/"), SearchPath.of(environment));
        this.devices = new DeviceRules(runtime.isKnown() && Cgroups.decideAboutDevices());
    }

    /// Prepares it, in the mount namespace of the calling thread.
    void prepare() throws IOException {
        checkKernel(System.getProperty("os.version"));
        Optional<SecurityLabels> labels = modules.labels(container.id());
        mountRoot(labels);
        if (!devices.enforced()) {
            new DeadNodes(paths.merged()).bury(store.tree(container.layers()));
        }
        var root = new RootDirectory(paths.merged());
        ContainerUser user = ContainerUser.find(container.user(), root);
        new OwnVolumes(store, container, paths.volumes()).create();
        EtcFiles.write(paths.etc(), container.hostname(), container.network());
        if (labels.isPresent()) {
            label(labels.get().files());
        }
        var mounts = new ContainerMounts(root, paths, devices);
        List<BindMount> left = mounts.make(container.mounts());
        String directory = mounts.workingDirectory(container.workingDirectory());
        Confinement confinement = confinement(labels);
        boolean overrides = confinement.capabilities().contains(OVERRIDE);
        new CommandCheck(root, container, FileAccess.of(user, overrides)).check();
        new ContainerShelf(store)
                .setConfiguration(
                        container.id(),
                        Bytes.of(RuntimeSpec.write(bundle(user, directory, confinement, left))));
    }

    /// A version that is none is taken for a new one.
    static void checkKernel(String version) throws RunFailedException {
        if (RuntimeVersion.parse(version)
                .filter(got -> got.compareTo(FIRST_KERNEL) < 0)
                .isPresent()) {
            throw new RunFailedException(
                    RunFailedException.NOT_MADE,
                    "container: expected Linux 4.8 or newer, got " + version);
        }
    }

    private void mountRoot(Optional<SecurityLabels> labels) throws IOException {
        new UnionMounts(store, environment).mount(container.layers(), paths.lower());
        OverlayMount.mount(
                paths.lower(),
                paths.upper(),
                paths.work(),
                paths.merged(),
                !container.removeAfterwards(),
                devices.enforced(),
                labels.map(SecurityLabels::files));
    }

    private void label(String label) throws IOException {
        for (Path own : List.of(paths.etc(), paths.volumes())) {
            if (Files.exists(own)) {
                FileLabels.set(own, label);
            }
        }
    }

    private Confinement confinement(Optional<SecurityLabels> labels) throws IOException {
        return Confinement.of(container.restrictions(), container.network(), devices)
                .with(modules.profile(paths.root()), labels);
    }

    private Bundle bundle(
            ContainerUser user, String directory, Confinement confinement, List<BindMount> mounts) {
        return new Bundle(
                container.id(),
                container.process().init()
                        ? InitProgram.running(container.command())
                        : container.command(),
                ContainerEnvironment.withHome(container.environment(), user.home()),
                directory,
                user,
                container.terminal() ? Optional.of(terminalSize()) : Optional.empty(),
                paths.merged().toString(),
                container.readOnly(),
                container.hostname(),
                container.network(),
                confinement,
                mounts,
                Cgroups.available() ? Optional.of("/lamina/" + container.id()) : Optional.empty());
    }

    /// Returns the size of the caller's terminal, which the runtime hands on when it changes.
    private static TerminalSize terminalSize() {
        return Terminals.size(STANDARD_INPUT)
                .or(() -> Terminals.size(STANDARD_OUTPUT))
                .map(size -> new TerminalSize(size.rows(), size.columns()))
                .orElse(new TerminalSize(0, 0));
    }
}

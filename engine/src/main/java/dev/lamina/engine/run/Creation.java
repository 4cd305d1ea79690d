package dev.lamina.engine.run;

import dev.lamina.engine.bundle.ContainerCommand;
import dev.lamina.engine.bundle.ContainerEnvironment;
import dev.lamina.engine.bundle.EnvironmentFile;
import dev.lamina.engine.bundle.VolumeFlag;
import dev.lamina.engine.container.ContainerIds;
import dev.lamina.engine.container.ContainerName;
import dev.lamina.engine.container.ContainerRecord;
import dev.lamina.engine.container.ContainerShelf;
import dev.lamina.engine.value.container.BindMount;
import dev.lamina.engine.value.container.ProcessOptions;
import dev.lamina.engine.value.container.RunFailedException;
import dev.lamina.engine.value.container.RunOptions;
import dev.lamina.engine.value.image.ImageDetails;
import dev.lamina.image.RunConfig;
import dev.lamina.linux.SearchPath;
import dev.lamina.linux.SignalNames;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;

/// Decides what a container is, from an image's config and a user's options.
final class Creation {

    /// For each the table of mounts is read, which grows with each.
    static final int MAX_VOLUMES = 512;

    /// After so many names that are taken, a number is added.
    private static final int MAX_NAMES_TRIED = 10;

    private final RunOptions options;
    private final ImageDetails image;
    private final RunConfig config;
    private final Map<String, String> environment;
    private final ContainerShelf shelf;

    /// @param environment of the caller
    Creation(
            RunOptions options,
            ImageDetails image,
            Map<String, String> environment,
            ContainerShelf shelf) {
        this.options = options;
        this.image = image;
        this.config = image.config().config();
        this.environment = environment;
        this.shelf = shelf;
    }

    /// Returns the container. Its name is nobody else's as long as the caller keeps others from
    /// making containers.
    ///
    /// @throws RunFailedException if the options contradict each other or the image
    ContainerRecord record() throws IOException {
        checkOperatingSystem();
        String id = ContainerIds.random();
        String hostname = hostname(id);
        return new ContainerRecord(
                id,
                name(),
                options.image(),
                image.id(),
                image.config().diffIds(),
                Instant.now(),
                ContainerCommand.of(config, options.command(), options.entrypoint()),
                ContainerEnvironment.of(config, said(), environment, hostname, options.terminal()),
                workingDirectory(),
                options.user().orElse(config.user()),
                hostname,
                options.terminal(),
                options.readOnly(),
                options.removeAfterwards(),
                options.network(),
                options.restrictions(),
                mounts(id),
                process());
    }

    /// In Docker's words. What says nothing of itself may be for this kernel.
    private void checkOperatingSystem() throws RunFailedException {
        String system = image.config().platform().os();
        if (!system.isEmpty() && !system.equals("linux")) {
            throw new RunFailedException(
                    RunFailedException.NOT_MADE,
                    "image operating system \""
                            + system
                            + "\" cannot be used on this platform: expected \"linux\"");
        }
    }

    /// @throws RunFailedException if the user names a signal that there is not
    private ProcessOptions process() throws RunFailedException {
        ProcessOptions said = options.process();
        if (said.stopSignal().isPresent()) {
            try {
                SignalNames.parse(said.stopSignal().get());
            } catch (IllegalArgumentException e) {
                throw new RunFailedException(RunFailedException.NOT_MADE, e.getMessage());
            }
        }
        return new ProcessOptions(
                said.init(), said.stopSignal().or(config::stopSignal), said.stopSeconds());
    }

    private String name() throws IOException {
        List<ContainerRecord> others = shelf.list();
        if (options.name().isPresent()) {
            String name = ContainerName.parse(options.name().get());
            Optional<ContainerRecord> holder = holder(name, others);
            if (holder.isPresent()) {
                throw new RunFailedException(
                        RunFailedException.NOT_MADE,
                        "Conflict. The container name \""
                                + name
                                + "\" is already in use by container "
                                + holder.get().id()
                                + ": remove that container, or take another name");
            }
            return name;
        }
        var random = new SplittableRandom();
        String name = ContainerName.random(random);
        for (int i = 0; holder(name, others).isPresent(); i++) {
            name = ContainerName.random(random) + (i < MAX_NAMES_TRIED ? "" : i);
        }
        return name;
    }

    private static Optional<ContainerRecord> holder(String name, List<ContainerRecord> others) {
        for (ContainerRecord other : others) {
            if (other.name().equals(name)) {
                return Optional.of(other);
            }
        }
        return Optional.empty();
    }

    private String hostname(String id) throws IOException {
        if (options.hostname().isPresent()) {
            return options.hostname().get();
        }
        return switch (options.network()) {
            case HOST -> Files.readString(Path.of("/proc/sys/kernel/hostname")).strip();
            case NONE -> ContainerIds.shortened(id);
        };
    }

    private List<String> said() throws IOException {
        List<String> said = new ArrayList<>();
        for (Path file : options.environmentFiles()) {
            said.addAll(new EnvironmentFile(file).read(environment));
        }
        said.addAll(options.environment());
        return said;
    }

    private String workingDirectory() throws RunFailedException {
        String directory = options.workingDirectory().orElse(config.workingDir());
        if (directory.isEmpty()) {
            return "/";
        }
        if (!directory.startsWith("/")) {
            throw new RunFailedException(
                    RunFailedException.NOT_MADE,
                    "the working directory '"
                            + directory
                            + "' is invalid, it needs to be an absolute path");
        }
        return directory;
    }

    private List<BindMount> mounts(String id) throws IOException {
        int count = config.volumes().size() + options.volumes().size();
        if (count > MAX_VOLUMES) {
            throw new RunFailedException(
                    RunFailedException.NOT_MADE,
                    "volumes of the image and of -v: expected at most "
                            + MAX_VOLUMES
                            + ", got "
                            + count);
        }
        List<BindMount> mounts = new ArrayList<>(EtcFiles.mounts(shelf.paths(id).etc()));
        if (options.process().init()) {
            mounts.add(InitProgram.mount());
        }
        Path volumes = shelf.paths(id).volumes();
        List<String> own = new ArrayList<>(config.volumes());
        for (VolumeFlag flag : VolumeFlag.parseAll(options.volumes(), Path.of(""))) {
            if (flag.source().isEmpty()) {
                own.add(flag.destination());
            } else {
                flag.createSource();
                label(flag, id);
                put(
                        mounts,
                        new BindMount(flag.source().get(), flag.destination(), flag.readOnly()));
            }
        }
        for (String destination : own) {
            String place = VolumeFlag.ofImage(destination).destination();
            if (mounts.stream().noneMatch(mount -> mount.destination().equals(place))) {
                Path source = volumes.resolve(Integer.toString(mounts.size()));
                mounts.add(new BindMount(source, place, false));
            }
        }
        return mounts;
    }

    private void label(VolumeFlag flag, String id) throws IOException {
        var modules = new SecurityModules(Path.of("/"), SearchPath.of(environment));
        Optional<String> label = modules.labels(id).flatMap(flag::label);
        if (label.isPresent()) {
            FileLabels.setShown(flag.source().orElseThrow(), label.get());
        }
    }

    /// A later mount at a place takes that of an earlier one.
    private static void put(List<BindMount> mounts, BindMount mount) {
        mounts.removeIf(earlier -> earlier.destination().equals(mount.destination()));
        mounts.add(mount);
    }
}

package dev.lamina.image;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The command of an image and its surroundings: the `config` object of its config document
/// (image-spec 1.1, config.md; `Healthcheck`, `OnBuild` and `Shell` are Docker's).
///
/// @param user         `name|number[:group]`, by the image's own passwd and group; empty for root
/// @param exposedPorts `80/tcp`, in the order of the document
/// @param env          `NAME=value`, in order
/// @param entrypoint   what `cmd` is appended to; absent differs from empty
/// @param cmd          the default command, or the arguments of the entrypoint
/// @param volumes      paths that hold data of their own
/// @param workingDir   where the process starts; empty for `/`
/// @param stopSignal   a name or a number; absent for SIGTERM
public record RunConfig(
        String user,
        Set<String> exposedPorts,
        List<String> env,
        Optional<List<String>> entrypoint,
        Optional<List<String>> cmd,
        Set<String> volumes,
        String workingDir,
        Map<String, String> labels,
        Optional<String> stopSignal,
        Optional<Healthcheck> healthcheck,
        Optional<List<String>> shell,
        List<String> onBuild,
        boolean argsEscaped) {

    /// Nothing set.
    public static final RunConfig EMPTY =
            new RunConfig(
                    "",
                    Set.of(),
                    List.of(),
                    Optional.empty(),
                    Optional.empty(),
                    Set.of(),
                    "",
                    Map.of(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    List.of(),
                    false);

    public RunConfig {
        exposedPorts = Collections.unmodifiableSet(new LinkedHashSet<>(exposedPorts));
        env = List.copyOf(env);
        entrypoint = entrypoint.map(List::copyOf);
        cmd = cmd.map(List::copyOf);
        volumes = Collections.unmodifiableSet(new LinkedHashSet<>(volumes));
        labels = Collections.unmodifiableMap(new LinkedHashMap<>(labels));
        shell = shell.map(List::copyOf);
        onBuild = List.copyOf(onBuild);
    }

    /// The command by which Docker asks a container whether it is well.
    ///
    /// @param retries zero for the default
    public record Healthcheck(
            List<String> test,
            Duration interval,
            Duration timeout,
            Duration startPeriod,
            Duration startInterval,
            int retries) {

        public Healthcheck {
            test = List.copyOf(test);
        }
    }
}

package dev.lamina.engine.bundle;

import static java.util.Objects.requireNonNull;

import dev.lamina.engine.value.container.BindMount;
import dev.lamina.engine.value.container.Network;

import java.util.List;
import java.util.Optional;

/// A container as a runtime is to run it: all that differs from one container to the next.
///
/// @param id               of the container
/// @param arguments        the command and its arguments; at least one
/// @param environment      `NAME=VALUE`
/// @param workingDirectory in the container, absolute
/// @param terminal         the size of the container's own terminal at first; absent for none
/// @param rootPath         the root file system, on the host
/// @param readOnly         whether the root file system is read-only
/// @param confinement      what the kernel lets it do
/// @param mounts           in the order in which they are made, after the usual ones; one takes the
///     place of a usual one with the same destination
/// @param cgroupsPath      where the container's cgroup is made; absent if this machine has no
///     hierarchy of cgroups that can be written
public record Bundle(
        String id,
        List<String> arguments,
        List<String> environment,
        String workingDirectory,
        ContainerUser user,
        Optional<TerminalSize> terminal,
        String rootPath,
        boolean readOnly,
        String hostname,
        Network network,
        Confinement confinement,
        List<BindMount> mounts,
        Optional<String> cgroupsPath) {

    public Bundle {
        requireNonNull(id, "id");
        arguments = List.copyOf(arguments);
        environment = List.copyOf(environment);
        if (arguments.isEmpty()) {
            throw new IllegalArgumentException("arguments: expected at least one, got none");
        }
        requireNonNull(user, "user");
        requireNonNull(network, "network");
        requireNonNull(confinement, "confinement");
        mounts = List.copyOf(mounts);
    }
}

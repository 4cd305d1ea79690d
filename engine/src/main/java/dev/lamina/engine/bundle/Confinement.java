package dev.lamina.engine.bundle;

import static java.util.Objects.requireNonNull;

import dev.lamina.engine.value.container.Network;
import dev.lamina.engine.value.container.Restrictions;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The bounds that the kernel sets to a container.
///
/// @param capabilities    of its superuser
/// @param devices         which device nodes it can open
/// @param noNewPrivileges see [Restrictions]
/// @param profile         the name of its AppArmor profile; absent where the kernel has none
/// @param labels          those of SELinux; absent where the kernel has none
public record Confinement(
        List<String> capabilities,
        DeviceRules devices,
        boolean noNewPrivileges,
        Optional<String> profile,
        Optional<SecurityLabels> labels) {

    public Confinement {
        capabilities = List.copyOf(capabilities);
        requireNonNull(devices, "devices");
        requireNonNull(profile, "profile");
        requireNonNull(labels, "labels");
    }

    /// Returns what a container is given that has no profile and no labels.
    ///
    /// On the host's network raw packets are all that others there send and get. Device nodes do no
    /// harm only as long as a cgroup decides which can be opened.
    public static Confinement of(Restrictions restrictions, Network network, DeviceRules devices) {
        List<String> capabilities = new ArrayList<>(RuntimeDefaults.CAPABILITIES);
        if (network == Network.HOST) {
            capabilities.remove(RuntimeDefaults.NET_RAW);
        }
        if (!devices.enforced()) {
            capabilities.remove(RuntimeDefaults.MKNOD);
        }
        return new Confinement(
                restrictions.of(capabilities),
                devices,
                restrictions.noNewPrivileges(),
                Optional.empty(),
                Optional.empty());
    }

    /// Returns the same with what the kernel's security modules have for it.
    public Confinement with(Optional<String> newProfile, Optional<SecurityLabels> newLabels) {
        return new Confinement(capabilities, devices, noNewPrivileges, newProfile, newLabels);
    }
}

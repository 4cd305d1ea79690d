package dev.lamina.docker.document;

import dev.lamina.docker.template.Struct;
import dev.lamina.engine.value.container.BindMount;
import dev.lamina.engine.value.container.ContainerDetails;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The mounts of a container besides its root file system, as the fields of Docker's document.
final class ContainerMounts {

    private ContainerMounts() {}

    /// Adds the paths of the files that the container is given in `/etc`.
    static void putPaths(ContainerDetails container, Struct fields) {
        for (BindMount file : container.etcFiles()) {
            switch (file.destination()) {
                case "/etc/resolv.conf" -> fields.put("ResolvConfPath", file.source().toString());
                case "/etc/hostname" -> fields.put("HostnamePath", file.source().toString());
                case "/etc/hosts" -> fields.put("HostsPath", file.source().toString());
                default -> {}
            }
        }
    }

    static List<Struct> of(ContainerDetails container) {
        var mounts = new ArrayList<Struct>();
        container.binds().forEach(mount -> mounts.add(of(mount, "bind", "rprivate")));
        container.volumes().forEach(mount -> mounts.add(of(mount, "volume", "")));
        return mounts;
    }

    private static Struct of(BindMount mount, String type, String propagation) {
        return new Struct("mount")
                .put("Type", type)
                .put("Source", mount.source().toString())
                .put("Destination", mount.destination())
                .put("Mode", mount.readOnly() ? "ro" : "")
                .put("RW", !mount.readOnly())
                .put("Propagation", propagation)
                .hide("Name", "");
    }

    /// Returns the values of the flag `-v`, absolute.
    static List<?> binds(ContainerDetails container) {
        var binds = new ArrayList<String>();
        for (BindMount mount : container.binds()) {
            String mode = mount.readOnly() ? ":ro" : "";
            binds.add(mount.source() + ":" + mount.destination() + mode);
        }
        return binds.isEmpty() ? Struct.NIL_LIST : binds;
    }

    /// The places of the volumes.
    static Map<String, @Nullable Object> volumes(ContainerDetails container) {
        var places = new TreeMap<String, @Nullable Object>();
        for (BindMount mount : container.volumes()) {
            places.put(mount.destination(), ConfigDocument.EMPTY);
        }
        return places.isEmpty() ? Struct.NIL_MAP : places;
    }
}

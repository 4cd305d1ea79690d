package dev.lamina.docker.document;

import dev.lamina.docker.template.Struct;
import dev.lamina.engine.value.container.ContainerDetails;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/// The settings of a container's surroundings: all fields of Docker's `HostConfig` (API 1.50), in its order, most of
/// which say what is not limited and not asked for. Templates also know those by the names that Go has.
final class HostConfigDocument {

    /// The size of `/dev/shm`, in bytes.
    private static final long SHARED_MEMORY = 64L << 20;

    private HostConfigDocument() {}

    static Struct of(ContainerDetails container) {
        var fields = new Struct("hostconfig").put("Binds", ContainerMounts.binds(container));
        putPlaces(fields, container);
        putRights(fields, container);
        putProcessors(fields);
        putDevices(fields);
        putMemory(fields);
        fields.hide("Annotations", Struct.NIL_MAP)
                .hide("StorageOpt", Struct.NIL_MAP)
                .hide("Tmpfs", Struct.NIL_MAP)
                .hide("Sysctls", Struct.NIL_MAP)
                .hide("Mounts", Struct.NIL_LIST);
        return container.process().init() ? fields.put("Init", true) : fields.hide("Init", null);
    }

    private static void putPlaces(Struct fields, ContainerDetails container) {
        var logs = new Struct("log").put("Type", "none").put("Config", Map.of());
        var restart = new Struct("restart").put("Name", "no").put("MaximumRetryCount", 0L);
        fields.put("ContainerIDFile", "")
                .put("LogConfig", logs)
                .put("NetworkMode", container.network().name().toLowerCase(Locale.ROOT))
                .put("PortBindings", Map.of())
                .put("RestartPolicy", restart)
                .put("AutoRemove", container.removeAfterwards())
                .put("VolumeDriver", "")
                .put("VolumesFrom", Struct.NIL_LIST)
                .put("ConsoleSize", List.of(0L, 0L));
    }

    private static void putRights(Struct fields, ContainerDetails container) {
        fields.put("CapAdd", Struct.NIL_LIST)
                .put("CapDrop", ConfigDocument.list(container.restrictions().droppedCapabilities()))
                .put("CgroupnsMode", "private")
                .put("Dns", List.of())
                .put("DnsOptions", List.of())
                .put("DnsSearch", List.of())
                .put("ExtraHosts", Struct.NIL_LIST)
                .put("GroupAdd", Struct.NIL_LIST)
                .put("IpcMode", "private")
                .put("Cgroup", "")
                .put("Links", Struct.NIL_LIST)
                .put("OomScoreAdj", 0L)
                .put("PidMode", "")
                .put("Privileged", false)
                .put("PublishAllPorts", false)
                .put("ReadonlyRootfs", container.readOnly())
                .put(
                        "SecurityOpt",
                        container.restrictions().noNewPrivileges()
                                ? List.of("no-new-privileges")
                                : Struct.NIL_LIST)
                .put("UTSMode", "")
                .put("UsernsMode", "")
                .put("ShmSize", SHARED_MEMORY)
                .put("Isolation", "")
                .alias("DNS", "Dns")
                .alias("DNSOptions", "DnsOptions")
                .alias("DNSSearch", "DnsSearch");
    }

    private static void putProcessors(Struct fields) {
        fields.put("CpuShares", 0L)
                .put("Memory", 0L)
                .put("NanoCpus", 0L)
                .put("CgroupParent", "")
                .put("BlkioWeight", 0L)
                .put("CpuPeriod", 0L)
                .put("CpuQuota", 0L)
                .put("CpuRealtimePeriod", 0L)
                .put("CpuRealtimeRuntime", 0L)
                .put("CpusetCpus", "")
                .put("CpusetMems", "")
                .alias("CPUShares", "CpuShares")
                .alias("NanoCPUs", "NanoCpus")
                .alias("CPUPeriod", "CpuPeriod")
                .alias("CPUQuota", "CpuQuota");
    }

    private static void putDevices(Struct fields) {
        for (String name :
                List.of(
                        "BlkioWeightDevice",
                        "BlkioDeviceReadBps",
                        "BlkioDeviceWriteBps",
                        "BlkioDeviceReadIOps",
                        "BlkioDeviceWriteIOps",
                        "Devices",
                        "DeviceCgroupRules",
                        "DeviceRequests")) {
            fields.put(name, Struct.NIL_LIST);
        }
    }

    private static void putMemory(Struct fields) {
        fields.put("MemoryReservation", 0L)
                .put("MemorySwap", 0L)
                .put("MemorySwappiness", null)
                .put("OomKillDisable", null)
                .put("PidsLimit", null)
                .put("Ulimits", Struct.NIL_LIST);
    }
}

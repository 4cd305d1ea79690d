package dev.lamina.cli.system;

import dev.lamina.cli.command.Context;
import dev.lamina.cli.command.Version;
import dev.lamina.docker.template.Struct;
import dev.lamina.engine.Engine;
import dev.lamina.engine.value.container.ContainerStatus;
import dev.lamina.engine.value.container.ContainerSummary;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The facts of `docker info`, under its names: those fields of Docker's API 1.50 that mean something here.
final class DockerFacts {

    private static final Path CGROUP_2 = Path.of("/sys/fs/cgroup/cgroup.controllers");
    private static final Pattern MEMORY = Pattern.compile("MemTotal: *([0-9]{1,15}) kB");
    private static final Pattern SYSTEM = Pattern.compile("(?m)^PRETTY_NAME=\"?([^\"\n]*)");

    private DockerFacts() {}

    static Struct addTo(Struct facts, Context context, List<ContainerSummary> containers)
            throws IOException {
        long running = count(containers, ContainerStatus.State.RUNNING);
        facts.put("ContainersRunning", running)
                .put("ContainersPaused", 0L)
                .put("ContainersStopped", containers.size() - running)
                .put("Driver", "erofs")
                .put("LoggingDriver", "none")
                .put("CgroupVersion", Files.exists(CGROUP_2) ? "2" : "1")
                .put("OperatingSystem", found(SYSTEM, Path.of("/etc/os-release")))
                .put("OSType", context.settings().platform().os())
                .put("Architecture", machine(context.properties().getOrDefault("os.arch", "")))
                .put("NCPU", (long) Runtime.getRuntime().availableProcessors())
                .put("MemTotal", memory())
                .put("DockerRootDir", context.settings().root().toString())
                .put("Name", text(Path.of("/proc/sys/kernel/hostname")).strip())
                .put("ServerVersion", Version.NUMBER)
                .put("Debug", false)
                .put("ExperimentalBuild", false)
                .put("SecurityOptions", securityOptions(context.engine()));
        for (String list : List.of("DriverStatus", "Labels")) {
            facts.hide(list, Struct.NIL_LIST);
        }
        for (String text : List.of("ID", "HttpProxy", "HttpsProxy", "NoProxy", "OSVersion")) {
            facts.hide(text, "");
        }
        return facts;
    }

    private static List<String> securityOptions(Engine engine) throws IOException {
        List<String> options = new ArrayList<>();
        for (String module : engine.securityModules()) {
            options.add("name=" + module);
        }
        options.addAll(List.of("name=seccomp,profile=builtin", "name=cgroupns"));
        return options;
    }

    private static long count(List<ContainerSummary> containers, ContainerStatus.State state) {
        long count = 0;
        for (ContainerSummary container : containers) {
            count += container.status().state() == state ? 1 : 0;
        }
        return count;
    }

    /// Returns the name that `uname -m` has for an architecture that Java names.
    private static String machine(String architecture) {
        return architecture.equals("amd64") ? "x86_64" : architecture;
    }

    /// The memory of the machine, in bytes; 0 if it does not say (proc_meminfo(5)).
    private static long memory() {
        String kibibytes = found(MEMORY, Path.of("/proc/meminfo"));
        return kibibytes.isEmpty() ? 0 : Long.parseLong(kibibytes) * 1024;
    }

    private static String found(Pattern pattern, Path file) {
        Matcher matcher = pattern.matcher(text(file));
        return matcher.find() ? matcher.group(1) : "";
    }

    /// Elsewhere than on Linux these files are not there.
    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return "";
        }
    }
}

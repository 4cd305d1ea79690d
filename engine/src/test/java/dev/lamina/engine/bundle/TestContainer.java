package dev.lamina.engine.bundle;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.lamina.engine.value.container.BindMount;
import dev.lamina.engine.value.container.Network;
import dev.lamina.engine.value.container.Restrictions;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A container out of a document and a directory that holds busybox, run by a real runtime.
///
/// It has mounts of its own: where cgroups of both versions are mounted side by side, crun wants
/// only the older ones.
final class TestContainer {

    private static final Path BUSYBOX = Path.of("/bin/busybox");
    private static final String COMMANDS =
            "sh cat cut echo false grep head hostname id linux32 ls mknod mount pwd readlink rm"
                    + " sleep sort stat touch true unshare wc";

    private final String runtime;
    private final Path directory;
    private ContainerUser user = ContainerUser.ROOT;
    private Network network = Network.NONE;
    private Restrictions restrictions = Restrictions.NONE;
    private boolean readOnly;
    private boolean cgroups = true;
    private List<BindMount> mounts = List.of();
    private List<String> environment = List.of("PATH=/bin");

    /// What a container did.
    record Outcome(int exitStatus, String output, String errors) {}

    /// @param directory empty; is filled
    TestContainer(String runtime, Path directory) throws IOException {
        assumeTrue(
                "root".equals(System.getProperty("user.name"))
                        && Files.isExecutable(BUSYBOX)
                        && isInstalled(runtime),
                "needs root, busybox-static and " + runtime);
        this.runtime = runtime;
        this.directory = directory;
        Path commands = Files.createDirectories(directory.resolve("rootfs/bin"));
        for (String empty : List.of("dev", "etc", "proc", "srv", "sys", "tmp")) {
            Files.createDirectory(directory.resolve("rootfs").resolve(empty));
        }
        Files.copy(BUSYBOX, commands.resolve("busybox"));
        for (String command : COMMANDS.split(" ")) {
            Files.createSymbolicLink(commands.resolve(command), Path.of("busybox"));
        }
    }

    TestContainer user(ContainerUser other) {
        user = other;
        return this;
    }

    TestContainer hostNetwork() {
        network = Network.HOST;
        return this;
    }

    TestContainer restrictions(Restrictions some) {
        restrictions = some;
        return this;
    }

    TestContainer readOnly() {
        readOnly = true;
        return this;
    }

    TestContainer withoutCgroups() {
        cgroups = false;
        return this;
    }

    TestContainer mounts(BindMount... some) {
        mounts = List.of(some);
        return this;
    }

    TestContainer environment(String... variables) {
        environment = List.of(variables);
        return this;
    }

    /// Runs a script and returns what it printed; it must succeed.
    String printed(String script) throws IOException, InterruptedException {
        Outcome outcome = run("sh", "-c", "exec 2>&1\n" + script);
        if (outcome.exitStatus != 0 || !outcome.errors.isEmpty()) {
            throw new AssertionError(script + ": " + outcome);
        }
        return outcome.output;
    }

    Outcome run(String... arguments) throws IOException, InterruptedException {
        String id = "lamina-test-" + ProcessHandle.current().pid() + "-" + System.nanoTime();
        Files.write(directory.resolve("config.json"), RuntimeSpec.write(bundle(id, arguments)));
        Process process =
                new ProcessBuilder(command(id))
                        .directory(directory.toFile())
                        .redirectError(directory.resolve("errors").toFile())
                        .start();
        process.getOutputStream().close();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Outcome(
                process.waitFor(), output, Files.readString(directory.resolve("errors")));
    }

    /// Returns the filter that libseccomp makes of the rules for a machine's architectures.
    byte[] compiledFilter(String architecture) throws IOException, InterruptedException {
        String id = "lamina-test-" + ProcessHandle.current().pid() + "-" + System.nanoTime();
        String document = new String(RuntimeSpec.write(bundle(id, "true")), StandardCharsets.UTF_8);
        String own = SeccompProfile.architectures(System.getProperty("os.arch"));
        Files.writeString(
                directory.resolve("config.json"),
                document.replace(own, SeccompProfile.architectures(architecture))
                        .replace("run.oci.seccomp_bpf_data", "none"));
        List<String> command = new ArrayList<>(command(id));
        String script = command.removeLast().replace(" run --bundle", " create --bundle");
        command.add(script);
        start(command).waitFor();
        try {
            return Files.readAllBytes(
                    directory.resolve("state").resolve(id).resolve("seccomp.bpf"));
        } finally {
            command.removeLast();
            command.add(script.replaceAll("create --bundle .", "delete --force"));
            start(command).waitFor();
        }
    }

    private Process start(List<String> command) throws IOException {
        return new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(directory.resolve("errors").toFile())
                .start();
    }

    private Bundle bundle(String id, String... arguments) {
        return new Bundle(
                id,
                List.of(arguments),
                environment,
                "/tmp",
                user,
                Optional.empty(),
                "rootfs",
                readOnly,
                "box",
                network,
                confinement(),
                mounts,
                cgroups ? Optional.of("/" + id) : Optional.empty());
    }

    private Confinement confinement() {
        return Confinement.of(restrictions, network, new DeviceRules(cgroups));
    }

    private List<String> command(String id) {
        String options = " --root " + directory.resolve("state");
        if (runtime.equals("crun")) {
            options += " --cgroup-manager " + (cgroups ? "cgroupfs" : "disabled");
        }
        String script =
                "umount /sys/fs/cgroup/unified 2>/dev/null; exec "
                        + runtime
                        + options
                        + " run --bundle . "
                        + id;
        return List.of("unshare", "--mount", "sh", "-c", script);
    }

    private static boolean isInstalled(String program) {
        return Files.isExecutable(Path.of("/usr/bin", program))
                || Files.isExecutable(Path.of("/usr/sbin", program));
    }
}

package dev.lamina.engine.bundle;

import dev.lamina.engine.value.container.BindMount;
import dev.lamina.engine.value.container.Network;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// The `config.json` of a bundle: what crun or runc is to do (OCI runtime-spec 1.0.2).
///
/// A container gets what Docker gives it; see [RuntimeDefaults].
public final class RuntimeSpec {

    private static final Path SYS = Path.of("/sys");

    /// Ends `linux` and begins the annotation of a filter (crun(1)).
    private static final byte[] ANNOTATION =
            "},\"annotations\":{\"run.oci.seccomp_bpf_data\":\""
                    .getBytes(StandardCharsets.US_ASCII);

    private final Bundle bundle;
    private final Confinement confinement;
    private final Path sys;
    private final String architecture = System.getProperty("os.arch");
    private final JsonText json = new JsonText(1 << 13);

    private RuntimeSpec(Bundle bundle, Path sys) {
        this.bundle = bundle;
        this.confinement = bundle.confinement();
        this.sys = sys;
    }

    /// Returns the document, in UTF-8.
    public static byte[] write(Bundle bundle) {
        return write(bundle, SYS);
    }

    /// Returns the document for a machine with this `/sys`.
    public static byte[] write(Bundle bundle, Path sys) {
        return new RuntimeSpec(bundle, sys).write();
    }

    private byte[] write() {
        json.raw("{\"ociVersion\":\"1.0.2\",\"process\":{");
        process();
        json.raw("},\"root\":{\"path\":").string(bundle.rootPath());
        json.raw(",\"readonly\":").bool(bundle.readOnly());
        json.raw("},\"hostname\":").string(bundle.hostname());
        json.raw(",\"mounts\":[");
        mounts();
        json.raw("],\"linux\":{");
        linux();
        return withSeccomp();
    }

    /// Ends the document with the rules of seccomp and the filter made of them, whose bytes are
    /// copied as they are. crun takes the filter; runc, and a crun that does not know this
    /// annotation, take the rules.
    private byte[] withSeccomp() {
        json.raw(",\"seccomp\":{").raw(SeccompProfile.architectures(architecture));
        byte[] start = json.utf8();
        byte[] rules = SeccompProfile.rules(architecture);
        byte[] filter = SeccompProfile.filter(architecture);
        var document = new ByteArrayOutputStream(start.length + rules.length + filter.length + 99);
        document.writeBytes(start);
        // Without the brace, which was written before the architectures.
        document.write(rules, 1, rules.length - 1);
        if (filter.length > 0) {
            document.writeBytes(ANNOTATION);
            document.writeBytes(filter);
            document.write('"');
        }
        document.write('}');
        document.write('}');
        return document.toByteArray();
    }

    private void process() {
        json.raw("\"terminal\":").bool(bundle.terminal().isPresent());
        if (bundle.terminal().isPresent()) {
            TerminalSize size = bundle.terminal().get();
            json.raw(",\"consoleSize\":{\"height\":").number(size.rows());
            json.raw(",\"width\":").number(size.columns()).raw("}");
        }
        json.raw(",\"user\":{\"uid\":").number(bundle.user().uid());
        json.raw(",\"gid\":").number(bundle.user().gid());
        // The first is the user's own group: without it a program that drops its group would lose
        // what a file withholds from that group (CVE-2022-36109).
        json.raw(",\"additionalGids\":[").number(bundle.user().gid());
        for (int gid : bundle.user().additionalGids()) {
            json.raw(",").number(gid);
        }
        json.raw("]},\"args\":").strings(bundle.arguments());
        json.raw(",\"env\":").strings(bundle.environment());
        json.raw(",\"cwd\":").string(bundle.workingDirectory());
        json.raw(",\"capabilities\":{\"bounding\":").strings(confinement.capabilities());
        // As execve(2) has it: who is not the superuser starts without any.
        if (bundle.user().uid() == 0) {
            json.raw(",\"effective\":").strings(confinement.capabilities());
            json.raw(",\"permitted\":").strings(confinement.capabilities());
        }
        json.raw("},\"noNewPrivileges\":").bool(confinement.noNewPrivileges());
        confinement.profile().ifPresent(name -> json.raw(",\"apparmorProfile\":").string(name));
        confinement
                .labels()
                .ifPresent(labels -> json.raw(",\"selinuxLabel\":").string(labels.process()));
        json.raw(",\"oomScoreAdj\":0");
    }

    private void mounts() {
        boolean first = true;
        for (String mount : RuntimeDefaults.MOUNTS) {
            if (!isReplaced(mount)) {
                json.raw(first ? "" : ",").raw(mount);
                first = false;
            }
        }
        for (BindMount mount : bundle.mounts()) {
            json.raw(first ? "" : ",").raw("{\"destination\":").string(mount.destination());
            json.raw(",\"type\":\"bind\",\"source\":").string(mount.source().toString());
            json.raw(",\"options\":[\"rbind\",\"rprivate\",");
            json.raw(confinement.devices().areOpen(mount.source()) ? "" : "\"nodev\",");
            json.raw(mount.readOnly() ? readOnly(mount) : "\"rw\"]}");
            first = false;
        }
    }

    /// Mounts below a directory are read-only too, if the runtime and Linux (5.12) know how.
    /// Nothing can be below a file, and crun 1.8 fails when it is told so of one.
    private static String readOnly(BindMount mount) {
        return Files.isDirectory(mount.source()) ? "\"ro\",\"rro\"]}" : "\"ro\"]}";
    }

    private boolean isReplaced(String mount) {
        for (BindMount own : bundle.mounts()) {
            String destination = own.destination();
            if (mount.startsWith(destination, RuntimeDefaults.DESTINATION)) {
                char next = mount.charAt(RuntimeDefaults.DESTINATION + destination.length());
                if (next == '"' || next == '/' && destination.equals("/dev")) {
                    return true;
                }
            }
        }
        return false;
    }

    private void linux() {
        confinement
                .labels()
                .ifPresent(labels -> json.raw("\"mountLabel\":").string(labels.files()).raw(","));
        if (bundle.network() == Network.NONE) {
            json.raw("\"sysctl\":{").raw(RuntimeDefaults.OWN_NETWORK_SETTINGS).raw("},");
        }
        if (bundle.cgroupsPath().isPresent()) {
            json.raw("\"cgroupsPath\":").string(bundle.cgroupsPath().get());
            json.raw(",\"resources\":{\"devices\":[").raw(RuntimeDefaults.DEVICES).raw("]},");
        }
        json.raw("\"namespaces\":[").raw(RuntimeDefaults.NAMESPACES);
        if (bundle.network() == Network.NONE) {
            json.raw(",{\"type\":\"network\"}");
        }
        if (Files.exists(sys.resolve("fs/cgroup/cgroup.controllers"))) {
            json.raw(",{\"type\":\"cgroup\"}");
        }
        json.raw("],\"maskedPaths\":[").raw(RuntimeDefaults.MASKED_PATHS);
        throttling();
        json.raw("],\"readonlyPaths\":[").raw(RuntimeDefaults.READ_ONLY_PATHS).raw("]");
    }

    /// Hides from each processor's counters how hot the host runs.
    private void throttling() {
        Path processors = sys.resolve("devices/system/cpu");
        for (int i = 0; i < RuntimeDefaults.MAX_PROCESSORS; i++) {
            Path counters =
                    processors
                            .resolve("cpu".concat(Integer.toString(i)))
                            .resolve("thermal_throttle");
            if (!Files.exists(counters)) {
                return;
            }
            json.raw(",").string(counters.toString());
        }
    }
}

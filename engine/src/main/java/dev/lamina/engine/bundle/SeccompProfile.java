package dev.lamina.engine.bundle;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/// Which system calls a container may make: Docker's default profile, for Docker's default
/// capabilities (OCI runtime-spec 1.0.2, config-linux.md, "Seccomp").
///
/// The rules are a resource, `seccomp.json`, an object that lacks only the architectures. Names of
/// calls that an architecture does not have mean nothing there.
final class SeccompProfile {

    private SeccompProfile() {}

    /// Returns the rules, in UTF-8.
    static byte[] rules() {
        return resource("seccomp.json");
    }

    /// Returns the same rules as a program for the kernel, in base64; empty for an architecture that
    /// has none.
    ///
    /// To compile the rules costs crun more than all the rest of a container, because libseccomp
    /// does it anew for each (docs/decisions/0042-a-compiled-filter.md).
    ///
    /// @param architecture as Java names it in `os.arch`
    static byte[] filter(String architecture) {
        return architectures(architecture).isEmpty()
                ? new byte[0]
                : resource("seccomp-".concat(architecture).concat(".bpf64"));
    }

    private static byte[] resource(String name) {
        try (InputStream in = SeccompProfile.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException(
                        name.concat(": expected beside the class, got nothing"));
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Returns the member that says for which architectures the rules hold, with a comma behind it:
    /// the machine's own, and those whose programs its kernel also runs. Without it runtimes take
    /// the machine's own alone.
    ///
    /// @param architecture as Java names it in `os.arch`
    static String architectures(String architecture) {
        if (architecture.equals("amd64")) {
            return """
            "architectures":["SCMP_ARCH_X86_64","SCMP_ARCH_X86","SCMP_ARCH_X32"],""";
        }
        if (architecture.equals("aarch64")) {
            return """
            "architectures":["SCMP_ARCH_AARCH64","SCMP_ARCH_ARM"],""";
        }
        return "";
    }
}

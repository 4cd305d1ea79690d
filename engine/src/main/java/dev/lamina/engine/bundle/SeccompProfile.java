package dev.lamina.engine.bundle;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/// Which system calls a container may make: Docker's default profile, for Docker's default
/// capabilities (OCI runtime-spec 1.0.2, config-linux.md, "Seccomp").
///
/// The rules are a resource, `seccomp.json`, an object that lacks only the architectures. Names of
/// calls that an architecture does not have mean nothing there.
final class SeccompProfile {

    /// For these there is a filter.
    private static final Set<String> COMPILED = Set.of("amd64", "aarch64");

    private static final String CLONE_FLAGS = "\"index\": 0, \"value\": 2114060288";

    private SeccompProfile() {}

    /// Returns the rules, in UTF-8.
    ///
    /// @param architecture as Java names it in `os.arch`
    static byte[] rules(String architecture) {
        byte[] rules = resource("seccomp.json");
        if (!architecture.startsWith("s390")) {
            return rules;
        }
        // There the flags of clone(2) are its second argument.
        String text = new String(rules, StandardCharsets.UTF_8);
        return text.replace(CLONE_FLAGS, CLONE_FLAGS.replace("0", "1"))
                .getBytes(StandardCharsets.UTF_8);
    }

    /// Returns the same rules as a program for the kernel, in base64; empty for an architecture that
    /// has none.
    ///
    /// To compile the rules costs crun more than all the rest of a container, because libseccomp
    /// does it anew for each (docs/decisions/0042-a-compiled-filter.md).
    ///
    /// @param architecture as Java names it in `os.arch`
    static byte[] filter(String architecture) {
        return !COMPILED.contains(architecture)
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
        String names =
                switch (architecture) {
                    case "amd64" -> "X86_64 X86 X32";
                    case "aarch64" -> "AARCH64 ARM";
                    case "mips64" -> "MIPS64 MIPS MIPS64N32";
                    case "mips64el" -> "MIPSEL64 MIPSEL MIPSEL64N32";
                    case "s390x" -> "S390X S390";
                    case "riscv64" -> "RISCV64";
                    case "loongarch64" -> "LOONGARCH64";
                    default -> "";
                };
        return names.isEmpty()
                ? ""
                : "\"architectures\":[\"SCMP_ARCH_"
                        + names.replace(" ", "\",\"SCMP_ARCH_")
                        + "\"],";
    }
}

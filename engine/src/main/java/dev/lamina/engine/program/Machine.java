package dev.lamina.engine.program;

import java.util.Map;

/// Whose programs a processor runs.
///
/// @param architecture the system property `os.arch`
public record Machine(String architecture) {

    /// `e_machine` of elf(5) and linux/elf-em.h, under Go's names.
    private static final Map<Integer, String> NAMES =
            Map.of(
                    3, "386", 6, "386", 8, "mips", 21, "ppc64le", 22, "s390x", 40, "arm", 62,
                    "amd64", 183, "arm64", 243, "riscv64", 258, "loong64");

    /// The 32-bit machines that a 64-bit one is too.
    private static final Map<String, String> SMALLER = Map.of("amd64", "386", "arm64", "arm");

    /// Returns its name among platforms.
    String name() {
        return switch (architecture) {
            case "x86_64" -> "amd64";
            case "aarch64" -> "arm64";
            default -> architecture;
        };
    }

    /// Returns the name of the machine that a program is for.
    static String nameOf(ElfFile program) {
        return NAMES.getOrDefault(program.machine(), "machine " + program.machine());
    }

    /// Tells whether a program may run here; where that is not known, it may.
    boolean mayRun(ElfFile program) {
        if (!NAMES.containsValue(name())) {
            return true;
        }
        String other = nameOf(program);
        return other.equals(name()) || other.equals(SMALLER.get(name()));
    }
}

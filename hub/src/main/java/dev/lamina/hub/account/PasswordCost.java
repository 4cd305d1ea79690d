package dev.lamina.hub.account;

/// The work of one guess at a password: the memory and the passes of Argon2id (RFC 9106, section 3.1).
///
/// @param memoryKib in KiB
public record PasswordCost(int memoryKib, int passes) {

    /// The first choice of OWASP's password storage list: 19 MiB, two passes.
    public static final PasswordCost USUAL = new PasswordCost(19 << 10, 2);

    private static final int MAX_MEMORY_KIB = 1 << 20;
    private static final int MAX_PASSES = 99;

    public PasswordCost {
        if (memoryKib < 8 || memoryKib > MAX_MEMORY_KIB) {
            throw new IllegalArgumentException(
                    "memory of a password hash: expected 8 to 1048576 KiB, got " + memoryKib);
        }
        if (passes < 1 || passes > MAX_PASSES) {
            throw new IllegalArgumentException(
                    "passes of a password hash: expected 1 to 99, got " + passes);
        }
    }
}

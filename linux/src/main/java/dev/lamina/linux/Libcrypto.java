package dev.lamina.linux;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.SymbolLookup;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.NoSuchElementException;
import java.util.Optional;

/// OpenSSL's `libcrypto`: hashes at its full speed from the first byte, where the JDK has to compile first.
///
/// Called are the functions that work on a structure of the caller's, SHA256_Init(3) and the like. They
/// allocate nothing, read no configuration and take no lock, as a [CriticalCall] demands; those of
/// EVP_DigestInit(3) do all three. OpenSSL 3 calls them deprecated; a library without them counts as absent.
public final class Libcrypto {

    private static final String LIBRARY = "libcrypto.so.3";

    /// Of OpenSSL 1.1, with the same structures.
    private static final String OLDER_LIBRARY = "libcrypto.so.1.1";

    /// 1 if the kernel is in FIPS mode; absent from kernels without it.
    private static final Path FIPS_MODE = Path.of("/proc/sys/crypto/fips_enabled");

    private final DigestFunctions sha256;
    private final DigestFunctions sha512;

    private Libcrypto(SymbolLookup library) {
        sha256 = DigestFunctions.link(library, "SHA256", "SHA-256", 32);
        sha512 = DigestFunctions.link(library, "SHA512", "SHA-512", 64);
    }

    /// Loads the library; empty if it is not installed, or lacks what is called here. The first time is dear, as
    /// the shape of all such calls is linked then.
    public static Optional<Libcrypto> load() {
        Optional<Libcrypto> library = load(LIBRARY);
        // In FIPS mode, builds before OpenSSL 3 may end the process at such a call.
        return library.isPresent() || isFipsMode() ? library : load(OLDER_LIBRARY);
    }

    /// Loads one file.
    static Optional<Libcrypto> load(String name) {
        try {
            return Optional.of(new Libcrypto(SymbolLookup.libraryLookup(name, Arena.global())));
        } catch (IllegalArgumentException | NoSuchElementException e) {
            return Optional.empty();
        }
    }

    private static boolean isFipsMode() {
        try {
            return Files.readString(FIPS_MODE).strip().equals("1");
        } catch (IOException e) {
            return false;
        }
    }

    /// Begins a computation of SHA-256.
    public MessageDigest newSha256() {
        return new NativeDigest(sha256);
    }

    /// Begins a computation of SHA-512.
    public MessageDigest newSha512() {
        return new NativeDigest(sha512);
    }
}

package dev.lamina.linux;

import java.lang.foreign.SymbolLookup;

/// The three functions of one digest algorithm in `libcrypto` (SHA256_Init(3)). Each returns 1.
///
/// @param algorithm its name in Java
/// @param length    of a digest, in bytes
/// @param init      `int SHA256_Init(SHA256_CTX *c)`
/// @param update    `int SHA256_Update(SHA256_CTX *c, const void *data, size_t len)`
/// @param finish    `int SHA256_Final(unsigned char *md, SHA256_CTX *c)`
record DigestFunctions(
        String algorithm, int length, CriticalCall init, CriticalCall update, CriticalCall finish) {

    /// Links the functions.
    ///
    /// @param prefix of their names: `SHA256`
    /// @throws java.util.NoSuchElementException if the library lacks one
    static DigestFunctions link(SymbolLookup library, String prefix, String algorithm, int length) {
        return new DigestFunctions(
                algorithm,
                length,
                new CriticalCall(library, prefix + "_Init"),
                new CriticalCall(library, prefix + "_Update"),
                new CriticalCall(library, prefix + "_Final"));
    }
}

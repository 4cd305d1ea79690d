package dev.lamina.image;

/// The compression of a layer's tar while it travels.
public enum Compression {
    NONE,
    GZIP,
    ZSTD
}

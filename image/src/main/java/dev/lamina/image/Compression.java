package dev.lamina.image;

/// How a layer's tar is compressed while it travels.
public enum Compression {
    NONE,
    GZIP,
    ZSTD
}

package dev.lamina.image.json;

/// The bounds on documents made by others.
final class JsonLimits {

    /// The largest document of any kind: an `index.json` with 20,000 tags stays below it.
    static final int MAX_DOCUMENT = 16 << 20;

    /// The largest manifest or image index; registries refuse larger ones too (distribution-spec
    /// 1.1, "Pushing Manifests").
    static final int MAX_MANIFEST = 4 << 20;

    /// The largest config: some builders put whole dependency lists into labels.
    static final int MAX_CONFIG = 8 << 20;

    /// Nested arrays and objects. Image documents need 5, registry answers fewer.
    static final int MAX_DEPTH = 64;

    /// Of all values, also arrays and objects: bounds the memory that a small document can claim.
    static final long MAX_VALUES = 1_000_000;

    /// Digits of one number; a `long` has 19.
    static final int MAX_NUMBER_LENGTH = 100;

    /// Layers of one image. EROFS numbers devices with 16 bits; no real image comes near.
    static final int MAX_LAYERS = 10_000;

    private JsonLimits() {}
}

/// The formats of container images, pure: no network, no native code, no store.
module dev.lamina.image {
    requires transitive org.jspecify;
    requires com.github.luben.zstd_jni;

    exports dev.lamina.image;
    exports dev.lamina.image.compression;
    exports dev.lamina.image.json;
    exports dev.lamina.image.layer;
    exports dev.lamina.image.look;
    exports dev.lamina.image.tree;
    exports dev.lamina.image.erofs;
    exports dev.lamina.image.tar;
}

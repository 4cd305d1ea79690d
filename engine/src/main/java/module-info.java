/// The only module that writes the store.
module dev.lamina.engine {
    requires transitive dev.lamina.image;
    requires transitive dev.lamina.registry;
    requires dev.lamina.linux;

    exports dev.lamina.engine;
    exports dev.lamina.engine.bundle;
    exports dev.lamina.engine.container;
    exports dev.lamina.engine.disk;
    exports dev.lamina.engine.images;
    exports dev.lamina.engine.rootfs;
    exports dev.lamina.engine.run;
    exports dev.lamina.engine.runtime;
    exports dev.lamina.engine.store;
    exports dev.lamina.engine.transfer;
}

/// The only module that writes the store. Others see its facade and the values of it.
module dev.lamina.engine {
    requires transitive dev.lamina.image;
    requires transitive dev.lamina.registry;
    requires dev.lamina.linux;

    exports dev.lamina.engine;
    exports dev.lamina.engine.value.container;
    exports dev.lamina.engine.value.image;
}

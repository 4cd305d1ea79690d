/// The only module that speaks to remote registries.
module dev.lamina.registry {
    requires transitive dev.lamina.image;

    exports dev.lamina.registry;
    exports dev.lamina.registry.auth;
}

/// Docker's forms of what the engine knows; prints nothing.
module dev.lamina.docker {
    requires transitive dev.lamina.engine;

    exports dev.lamina.docker.document;
    exports dev.lamina.docker.format;
    exports dev.lamina.docker.list;
    exports dev.lamina.docker.template;
}

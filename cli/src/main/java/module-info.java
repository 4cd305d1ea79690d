/// The only module that prints and exits.
module dev.lamina.cli {
    requires dev.lamina.engine;
    requires dev.lamina.hub;
    requires dev.lamina.linux;
}

/// The only module that prints and exits.
module dev.lamina.cli {
    requires dev.lamina.docker;
    requires dev.lamina.engine;
    requires static dev.lamina.hub; // not linked into the runtime: only its own commands load it
    requires dev.lamina.linux;
}

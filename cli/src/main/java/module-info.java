/// The only module that prints and exits.
@SuppressWarnings("module") // demo is compiled later
module dev.lamina.cli {
    requires transitive dev.lamina.docker;
    requires transitive dev.lamina.engine;
    requires static dev.lamina.hub; // not linked into the runtime: only its own commands load it
    requires dev.lamina.linux;

    uses dev.lamina.cli.demo.Demo; // not linked into the runtime either

    exports dev.lamina.cli.command to
            dev.lamina.demo;
    exports dev.lamina.cli.demo to
            dev.lamina.demo;
}

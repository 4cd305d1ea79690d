/// The steps of `lamina demo`; no part of the linked runtime.
module dev.lamina.demo {
    requires dev.lamina.cli;
    requires dev.lamina.hub;
    requires dev.lamina.linux;

    provides dev.lamina.cli.demo.Demo with
            dev.lamina.demo.Tour;
}

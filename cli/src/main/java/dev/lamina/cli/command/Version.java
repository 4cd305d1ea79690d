package dev.lamina.cli.command;

/// The version of this Lamina.
public final class Version {

    public static final String NUMBER = "0.1.0";

    private Version() {}
}

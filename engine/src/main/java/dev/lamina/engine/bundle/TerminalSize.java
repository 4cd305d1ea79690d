package dev.lamina.engine.bundle;

/// How large a terminal is, in characters; zeros if nobody says.
public record TerminalSize(int rows, int columns) {}

package dev.lamina.hub.web;

import dev.lamina.hub.web.frame.Frame;

import io.jstach.jstache.JStache;

/// One sentence, for instance about what went wrong.
@JStache(path = "message")
record MessagePage(Frame frame, String heading, String text) {}

package dev.lamina.hub.web.account;

import dev.lamina.hub.web.frame.Choice;
import dev.lamina.hub.web.frame.Field;
import dev.lamina.hub.web.frame.Frame;

import io.jstach.jstache.JStache;

import java.util.List;

/// Asks for the name of a new repository, or organisation.
@JStache(path = "new")
record NewPage(
        Frame frame,
        List<Choice> owners,
        Field repository,
        boolean isPrivate,
        Field organisation) {}

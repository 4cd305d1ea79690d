package dev.lamina.hub.web;

import dev.lamina.hub.web.frame.CardView;
import dev.lamina.hub.web.frame.Choice;
import dev.lamina.hub.web.frame.Frame;
import dev.lamina.hub.web.frame.Turn;

import io.jstach.jstache.JStache;

import java.util.List;

/// Repositories to choose from.
///
/// @param isEmpty whether there is none at all, whatever one asks for
@JStache(path = "explore")
record ExplorePage(
        Frame frame,
        String heading,
        boolean onlyOfficial,
        List<Choice> platforms,
        List<Choice> categories,
        List<Choice> orders,
        String count,
        List<CardView> cards,
        boolean isEmpty,
        Turn turn) {}

package dev.lamina.hub.web;

import dev.lamina.hub.web.frame.CardView;
import dev.lamina.hub.web.frame.Frame;

import io.jstach.jstache.JStache;

import java.util.List;

/// The first page.
@JStache(path = "home")
record HomePage(
        Frame frame,
        boolean hasOfficial,
        List<CardView> official,
        boolean hasRecent,
        List<CardView> recent,
        boolean isEmpty) {

    static HomePage of(Frame frame, List<CardView> official, List<CardView> recent) {
        return new HomePage(
                frame,
                !official.isEmpty(),
                official,
                !recent.isEmpty(),
                recent,
                official.isEmpty() && recent.isEmpty());
    }
}

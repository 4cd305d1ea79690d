package dev.lamina.hub.web.account;

/// A link.
record LinkView(String text, String link) {}

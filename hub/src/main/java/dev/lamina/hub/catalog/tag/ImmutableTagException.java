package dev.lamina.hub.catalog.tag;

import java.io.IOException;

/// A tag stays where it is, because a rule of its repository says so.
public final class ImmutableTagException extends IOException {

    private static final long serialVersionUID = 1L;

    public ImmutableTagException(String tag, TagPattern rule) {
        super("tag " + tag + ": immutable, by the rule '" + rule + "' of its repository");
    }
}

package dev.lamina.hub.look;

import java.io.IOException;

/// Others are looking into images, which takes memory and time; one may come again in some seconds.
public final class LookBusyException extends IOException {

    private static final long serialVersionUID = 1L;

    LookBusyException() {
        super("look: others are looking into images; try again");
    }
}

package dev.lamina.hub.look;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/// The content of a file, which gives a turn back when it is closed.
final class TurnInput extends FilterInputStream {

    private final LookTurns.Turn turn;

    TurnInput(InputStream content, LookTurns.Turn turn) {
        super(content);
        this.turn = turn;
    }

    @Override
    public void close() throws IOException {
        try (turn) {
            super.close();
        }
    }
}

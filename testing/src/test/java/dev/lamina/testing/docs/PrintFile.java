package dev.lamina.testing.docs;

import dev.lamina.engine.Engine;
import dev.lamina.engine.EngineSettings;
import dev.lamina.engine.value.image.PullOptions;
import dev.lamina.engine.value.image.TransferListener;
import dev.lamina.image.TreePath;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/// The example of the README.
final class PrintFile {

    private PrintFile() {}

    static void print(EngineSettings settings, OutputStream out) throws IOException {
        // README
        try (Engine engine = Engine.open(settings)) {
            engine.pull(engine.reference("debian"), PullOptions.DEFAULT, TransferListener.NONE);
            try (InputStream file = engine.openFile("debian", TreePath.parse("/etc/os-release"))) {
                file.transferTo(out);
            }
        }
        // README
    }
}

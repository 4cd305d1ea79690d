package dev.lamina.testing.judge;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Debian from where this machine's apt gets it, so that tests ask no other host.
final class AptSource {

    private static final Path SCRIPT =
            Path.of("").toAbsolutePath().resolveSibling("scripts/debian-mirror");

    private AptSource() {}

    /// Writes the smallest system that apt runs in, by mmdebstrap, or skips the test.
    static void bootstrap(String suite, Path tar) throws IOException {
        Tool mmdebstrap = Tool.require("mmdebstrap");
        List<Object> words = new ArrayList<>(List.of("--quiet", "--variant=minbase"));
        ask("proxies").forEach(option -> words.add("--aptopt=" + option));
        words.addAll(List.of(suite, tar));
        words.addAll(ask("address"));
        mmdebstrap.run(words.toArray());
    }

    private static List<String> ask(String what) throws IOException {
        return Tool.require("sh").run(SCRIPT, what).lines().toList();
    }
}

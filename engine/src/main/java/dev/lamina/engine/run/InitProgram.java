package dev.lamina.engine.run;

import dev.lamina.engine.value.container.BindMount;
import dev.lamina.engine.value.container.RunFailedException;
import dev.lamina.linux.SearchPath;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The init of this machine that can be the first process of any container: tini(1) or catatonit(1),
/// linked statically, because an image may be without a C library.
final class InitProgram {

    /// Where a container sees it, as Docker has it.
    static final String PLACE = "/sbin/docker-init";

    private static final List<String> NAMES = List.of("tini-static", "catatonit", "docker-init");

    private static final SearchPath PROGRAMS =
            new SearchPath(
                    List.of(
                            Path.of("/usr/bin"),
                            Path.of("/usr/sbin"),
                            Path.of("/usr/libexec/docker"),
                            Path.of("/usr/libexec/podman"),
                            Path.of("/usr/local/bin")));

    private InitProgram() {}

    /// Returns the mount by which a container sees it.
    ///
    /// @throws RunFailedException if there is none
    static BindMount mount() throws RunFailedException {
        for (String name : NAMES) {
            Optional<Path> program = PROGRAMS.find(name);
            if (program.isPresent()) {
                return new BindMount(program.get(), PLACE, true);
            }
        }
        throw new RunFailedException(
                RunFailedException.NOT_MADE,
                "--init: expected tini-static or catatonit to be installed, got neither: apt-get"
                        + " install tini");
    }

    /// Returns the command line by which it runs a command.
    static List<String> running(List<String> command) {
        List<String> line = new ArrayList<>(List.of(PLACE, "--"));
        line.addAll(command);
        return line;
    }
}

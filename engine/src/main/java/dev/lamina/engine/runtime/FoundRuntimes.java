package dev.lamina.engine.runtime;

import dev.lamina.engine.rootfs.Program;
import dev.lamina.engine.value.container.InstalledRuntime;
import dev.lamina.engine.value.container.RunFailedException;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;

/// The programs of this machine that run containers.
public final class FoundRuntimes {

    private FoundRuntimes() {}

    /// Finds the programs that run containers, those without a terminal first, and asks them for
    /// their versions.
    ///
    /// @param environment of the caller
    public static List<InstalledRuntime> find(Map<String, String> environment) throws IOException {
        List<InstalledRuntime> found = new ArrayList<>();
        for (boolean terminal : new boolean[] {false, true}) {
            try {
                Path program = Runtime.find(environment, terminal).program();
                if (found.stream().noneMatch(other -> other.program().equals(program))) {
                    found.add(of(program, ask(program)));
                }
            } catch (RunFailedException e) {
                return found;
            }
        }
        return found;
    }

    /// Both begin with `NAME version VERSION`.
    private static String ask(Path program) throws IOException {
        String[] words = Program.run(program, "--version").output().split("\\s+", 4);
        return words.length > 2 && words[1].equals("version") ? words[2] : "";
    }

    /// Returns what is known of a version of a program.
    static InstalledRuntime of(Path program, String version) {
        String name = program.getFileName().toString();
        return new InstalledRuntime(
                program,
                version,
                RuntimeVersion.parse(version).flatMap(parsed -> warning(name, parsed, version)));
    }

    private static Optional<String> warning(String name, RuntimeVersion parsed, String version) {
        var faults = new StringJoiner(", ");
        for (RuntimeFault fault : RuntimeFault.of(name, parsed)) {
            faults.add(fault.name() + " (mended in " + fault.mendedAfter(parsed) + ")");
        }
        return faults.length() == 0
                ? Optional.empty()
                : Optional.of(
                        name
                                + " "
                                + version
                                + " is known for "
                                + faults
                                + ", unless its packager has mended it: take a newer one");
    }
}

package dev.lamina.engine.runtime;

import static java.util.Objects.requireNonNull;

import dev.lamina.engine.bundle.RunFailedException;
import dev.lamina.engine.rootfs.Program;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;

/// A program of this machine that runs containers.
///
/// @param program its path
/// @param version as it says itself; empty if it says none
public record InstalledRuntime(Path program, String version) {

    public InstalledRuntime {
        requireNonNull(program, "program");
        requireNonNull(version, "version");
    }

    /// Finds the programs that run containers, those without a terminal first, and asks them for
    /// their versions.
    ///
    /// @param environment of the caller
    public static List<InstalledRuntime> find(Map<String, String> environment) throws IOException {
        List<InstalledRuntime> found = new ArrayList<>();
        for (boolean terminal : new boolean[] {false, true}) {
            try {
                Path program = Runtime.find(environment, terminal).program();
                if (found.stream().noneMatch(other -> other.program.equals(program))) {
                    found.add(new InstalledRuntime(program, ask(program)));
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

    /// Returns its name, `crun` or `runc`.
    public String name() {
        return program.getFileName().toString();
    }

    /// Returns a sentence about the faults that its version is known for, if there are any. A
    /// distribution may have mended them without a new number.
    public Optional<String> warning() {
        Optional<RuntimeVersion> parsed = RuntimeVersion.parse(version);
        if (parsed.isEmpty()) {
            return Optional.empty();
        }
        var faults = new StringJoiner(", ");
        for (RuntimeFault fault : RuntimeFault.of(name(), parsed.get())) {
            faults.add(fault.name() + " (mended in " + fault.mendedAfter(parsed.get()) + ")");
        }
        return faults.length() == 0
                ? Optional.empty()
                : Optional.of(
                        name()
                                + " "
                                + version
                                + " is known for "
                                + faults
                                + ", unless its packager has mended it: take a newer one");
    }
}

package dev.lamina.engine.runtime;

import dev.lamina.engine.container.ContainerPaths;
import dev.lamina.engine.value.container.RunFailedException;
import dev.lamina.linux.SearchPath;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The program that makes processes into containers: crun(8), else runc(8); if it has to hold the
/// container's terminal runc(8), else crun(8).
///
/// crun starts in half the time. But when a command ends at once, crun 1.8 may end before it has passed
/// on what the command wrote to its terminal; runc waits for it (decision 0048).
///
/// @param program its path
/// @param crun    whether it is crun
public record Runtime(Path program, boolean crun) {

    /// Names the program to use instead of the first that is found, or gives its absolute path.
    public static final String VARIABLE = "LAMINA_RUNTIME";

    /// Finds the program.
    ///
    /// @param environment of the caller
    /// @param terminal    whether it has to hold the container's terminal
    /// @throws RunFailedException if there is none
    public static Runtime find(Map<String, String> environment, boolean terminal)
            throws RunFailedException {
        String named = environment.getOrDefault(VARIABLE, "");
        if (named.indexOf('/') >= 0) {
            return new Runtime(absolute(named));
        }
        // runc does not run without cgroups.
        boolean runcFirst = terminal && Cgroups.available();
        List<String> known = runcFirst ? List.of("runc", "crun") : List.of("crun", "runc");
        List<String> names = named.isEmpty() ? known : List.of(named);
        SearchPath programs = SearchPath.of(environment);
        for (String name : names) {
            Optional<Path> program = programs.find(name);
            if (program.isPresent()) {
                return new Runtime(program.get());
            }
        }
        throw new RunFailedException(
                RunFailedException.NOT_MADE,
                "no container runtime: expected "
                        + String.join(" or ", names)
                        + " to be installed: apt-get install crun");
    }

    /// The current directory decides about no program that the superuser runs.
    private static Path absolute(String named) throws RunFailedException {
        Path program = Path.of(named);
        if (!program.isAbsolute() || !SearchPath.isProgram(program)) {
            throw new RunFailedException(
                    RunFailedException.NOT_MADE,
                    VARIABLE + ": expected a name or the absolute path of a program, got " + named);
        }
        return program;
    }

    private Runtime(Path program) {
        this(program, !program.getFileName().toString().equals("runc"));
    }

    /// Finds the program that a container was started with, by the notes that it left.
    ///
    /// @param environment of the caller
    /// @throws RunFailedException if it is there no more
    public static Runtime of(Map<String, String> environment, String id, ContainerPaths container)
            throws RunFailedException {
        Path notes = container.runtimeState().resolve(id);
        boolean runc = Files.exists(notes.resolve("state.json"));
        if (!runc && !Files.exists(notes.resolve("status"))) {
            return find(environment, false);
        }
        String named = environment.getOrDefault(VARIABLE, "");
        if (!named.isEmpty() && Path.of(named).endsWith("runc") == runc) {
            return find(environment, false);
        }
        Map<String, String> other = new HashMap<>(environment);
        other.put(VARIABLE, runc ? "runc" : "crun");
        return find(other, false);
    }

    /// Tells whether it is one of the programs whose ways are known.
    public boolean isKnown() {
        String name = program.getFileName().toString();
        return name.equals("crun") || name.equals("runc");
    }

    /// Returns the command line that runs a bundle in the foreground.
    ///
    /// @param cgroups whether there are cgroups to put it into
    public List<String> run(String id, ContainerPaths container, boolean cgroups) {
        List<String> command = command(container, cgroups);
        command.addAll(
                List.of(
                        "run",
                        "--bundle",
                        container.root().toString(),
                        "--pid-file",
                        container.pid().toString(),
                        id));
        return command;
    }

    /// Returns the command line that starts the command of a container that was made.
    ///
    /// @param cgroups whether there are cgroups that it is in
    public List<String> start(String id, ContainerPaths container, boolean cgroups) {
        List<String> command = command(container, cgroups);
        command.add("start");
        command.add(id);
        return command;
    }

    /// Returns the words between the program and what it is to do.
    public List<String> words(ContainerPaths container, boolean cgroups) {
        List<String> command = command(container, cgroups);
        return command.subList(1, command.size());
    }

    /// Returns the command line that prints what a container does.
    public List<String> state(String id, ContainerPaths container) {
        List<String> command = unlogged(container);
        command.add("state");
        command.add(id);
        return command;
    }

    /// Returns the command line that sends a signal to a container's first process; with its end by KILL
    /// all others end too.
    public List<String> kill(String id, ContainerPaths container, int signal) {
        List<String> command = unlogged(container);
        command.add("kill");
        command.add(id);
        command.add(Integer.toString(signal));
        return command;
    }

    /// Returns the command line that kills all of a container's processes and forgets it.
    public List<String> delete(String id, ContainerPaths container) {
        List<String> command = unlogged(container);
        command.add("delete");
        command.add("--force");
        command.add(id);
        return command;
    }

    private List<String> command(ContainerPaths container, boolean cgroups) {
        return command(container, container.runtimeLog(), cgroups);
    }

    /// The container's log tells why its command could not be started. Who asks for a container or signals it
    /// may come too late, and that is no fault of the command.
    private List<String> unlogged(ContainerPaths container) {
        return command(container, Path.of("/dev/null"), true);
    }

    private List<String> command(ContainerPaths container, Path log, boolean cgroups) {
        List<String> command = new ArrayList<>();
        command.add(program.toString());
        command.add("--root");
        command.add(container.runtimeState().toString());
        command.add("--log");
        command.add(log.toString());
        // crun writes only errors, and those of the container's own side to standard error, where
        // people read them; runc's have levels.
        command.add("--log-format");
        command.add(crun ? "text" : "json");
        if (crun) {
            command.add("--cgroup-manager");
            command.add(cgroups ? "cgroupfs" : "disabled");
        }
        return command;
    }
}

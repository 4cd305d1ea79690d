package dev.lamina.engine.run;

import dev.lamina.engine.bundle.RunFailedException;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The program that makes processes into containers: crun(8), else runc(8); for a container with a
/// terminal runc(8), else crun(8).
///
/// crun starts in half the time. But when a command ends at once, crun 1.8 may end before it has passed
/// on what the command wrote to its terminal; runc waits for it (decision 0044).
///
/// @param program its path
/// @param crun    whether it is crun
record Runtime(Path program, boolean crun) {

    /// Names the program to use instead of the first that is found.
    static final String VARIABLE = "LAMINA_RUNTIME";

    /// Searched besides `PATH`, which for ordinary users often lacks them.
    private static final String SYSTEM_DIRECTORIES = ":/usr/sbin:/sbin:/usr/local/sbin:/usr/bin";

    /// Finds the program.
    ///
    /// @param environment of the caller
    /// @param terminal    whether the container has a terminal of its own
    /// @throws RunFailedException if there is none
    static Runtime find(Map<String, String> environment, boolean terminal)
            throws RunFailedException {
        String named = environment.getOrDefault(VARIABLE, "");
        List<String> known = terminal ? List.of("runc", "crun") : List.of("crun", "runc");
        List<String> names = named.isEmpty() ? known : List.of(named);
        String path = environment.getOrDefault("PATH", "") + SYSTEM_DIRECTORIES;
        for (String name : names) {
            for (String directory : path.split(":")) {
                Path program = Path.of(directory.isEmpty() ? "." : directory).resolve(name);
                if (Files.isExecutable(program)) {
                    boolean crun = !program.getFileName().toString().equals("runc");
                    return new Runtime(program.toAbsolutePath(), crun);
                }
            }
        }
        throw new RunFailedException(
                RunFailedException.NOT_MADE,
                "no container runtime: expected "
                        + String.join(" or ", names)
                        + " to be installed: apt-get install crun");
    }

    /// Tells whether it is one of the programs whose ways are known.
    boolean isKnown() {
        String name = program.getFileName().toString();
        return name.equals("crun") || name.equals("runc");
    }

    /// Returns the command line that runs a bundle in the foreground.
    ///
    /// @param cgroups whether there are cgroups to put it into
    List<String> run(String id, ContainerPaths container, boolean cgroups) {
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

    /// Returns the command line that prints what a container does.
    List<String> state(String id, ContainerPaths container) {
        List<String> command = command(container, true);
        command.add("state");
        command.add(id);
        return command;
    }

    /// Returns the command line that kills a container's first process, and with it all others.
    List<String> kill(String id, ContainerPaths container) {
        List<String> command = command(container, true);
        command.add("kill");
        command.add(id);
        command.add("KILL");
        return command;
    }

    /// Returns the command line that kills all of a container's processes and forgets it.
    List<String> delete(String id, ContainerPaths container) {
        List<String> command = command(container, true);
        command.add("delete");
        command.add("--force");
        command.add(id);
        return command;
    }

    private List<String> command(ContainerPaths container, boolean cgroups) {
        List<String> command = new ArrayList<>();
        command.add(program.toString());
        command.add("--root");
        command.add(container.runtimeState().toString());
        command.add("--log");
        command.add(container.runtimeLog().toString());
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

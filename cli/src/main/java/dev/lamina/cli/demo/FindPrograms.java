package dev.lamina.cli.demo;

import dev.lamina.cli.command.CommandFailedException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Finds the system programs that the demo calls, and installs what is missing where it may.
final class FindPrograms implements Step {

    @Override
    public String title() {
        return "Find the programs that Debian has for this";
    }

    @Override
    public void run(Workshop workshop) throws IOException {
        Programs programs = workshop.programs();
        List<String> wanted = new ArrayList<>(List.of("mmdebstrap", "busybox", "tar"));
        wanted.add(programs.find("runc").isPresent() ? "runc" : "crun");
        List<String> missing =
                wanted.stream().filter(name -> programs.find(name).isEmpty()).toList();
        Path installer = workshop.launcher().resolveSibling("scripts/install-test-tools");
        if (!missing.isEmpty() && Files.isExecutable(installer)) {
            install(installer, missing, workshop);
        }
        for (String name : wanted) {
            Path program =
                    programs.find(name)
                            .orElseThrow(
                                    () ->
                                            new CommandFailedException(
                                                    "demo: the program "
                                                            + name
                                                            + " is missing: install it"));
            workshop.say(program.toString());
        }
    }

    private static void install(Path installer, List<String> missing, Workshop workshop)
            throws IOException {
        List<String> command = new ArrayList<>();
        command.add(installer.toString());
        command.addAll(missing);
        workshop.programs().run(command, workshop.environment(), workshop::say);
    }
}

package dev.lamina.demo;

import dev.lamina.cli.command.CommandFailedException;
import dev.lamina.linux.IsaL;

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
    public void show(Workshop workshop) throws IOException {
        List<String> wanted = wanted(workshop);
        Path installer = workshop.launcher().resolveSibling("scripts/install-test-tools");
        List<String> missing = missing(wanted, workshop.programs());
        if (!missing.isEmpty() && workshop.superuser() && Files.isExecutable(installer)) {
            List<String> command = new ArrayList<>(missing);
            command.addFirst(installer.toString());
            workshop.programs().call(command, workshop.environment(), workshop::say);
            missing = missing(wanted, workshop.programs());
        }
        if (!missing.isEmpty()) {
            throw new CommandFailedException(
                    "demo: missing programs: install them (Debian: apt-get install "
                            + String.join(" ", missing.stream().map(this::packageOf).toList())
                            + ") and start again");
        }
        for (String name : wanted) {
            workshop.say("  " + workshop.programs().find(name).orElseThrow());
        }
        if (IsaL.load().isEmpty()) {
            workshop.say("  pulls would be faster with ISA-L (Debian: apt-get install libisal2)");
        }
    }

    /// An ordinary user runs no containers, but needs a way to be root while installing
    /// Debian: one in the user's own namespace, or a pretended one.
    private static List<String> wanted(Workshop workshop) {
        List<String> wanted = new ArrayList<>(List.of("mmdebstrap", "busybox", "tar"));
        if (!workshop.superuser()) {
            boolean fake = workshop.programs().find("fakechroot").isPresent();
            wanted.add(fake ? "fakechroot" : "newuidmap");
        } else if (workshop.programs().find("runc").isPresent()) {
            wanted.add("runc");
        } else {
            wanted.add("crun");
        }
        return wanted;
    }

    private static List<String> missing(List<String> wanted, Programs programs) throws IOException {
        List<String> missing = new ArrayList<>();
        for (String name : wanted) {
            Path program = programs.find(name).orElse(null);
            if (program == null || name.equals("busybox") && !Executable.isStatic(program)) {
                missing.add(name);
            }
        }
        return missing;
    }

    private String packageOf(String program) {
        return switch (program) {
            case "busybox" -> "busybox-static";
            case "newuidmap" -> "uidmap";
            default -> program;
        };
    }
}

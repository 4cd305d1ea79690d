package dev.lamina.engine.runtime;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.lamina.engine.container.ContainerPaths;
import dev.lamina.engine.value.container.RunFailedException;
import dev.lamina.image.Bytes;
import dev.lamina.image.ImageFormatException;
import dev.lamina.image.json.Json;
import dev.lamina.image.json.JsonObject;
import dev.lamina.linux.Descriptor;
import dev.lamina.linux.SearchPath;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// conmon(8): a small program that holds a container's terminal and waits for its end, whoever looks
/// on or leaves (decision 0048). It has a runtime make the container, listens at a socket for those
/// who look on, writes down the exit status, and has the runtime tidy up.
///
/// @param program its path
public record Keeper(Path program) {

    private static final SearchPath PROGRAMS =
            new SearchPath(
                    List.of(
                            Path.of("/usr/bin"),
                            Path.of("/usr/libexec/podman"),
                            Path.of("/usr/local/bin")));

    /// Gives conmon this process's pipe as descriptor 3, at which it tells how it went: Java hands on
    /// the first three only, and those it closes.
    private static final String REPORTING = "exec 3>&1 > /dev/null; _OCI_SYNCPIPE=3 exec \"$@\"";

    /// A report is a line with a number and perhaps what a runtime complained of.
    private static final int MAX_REPORT = 64 * 1024;

    /// Finds the program; nothing if there is none.
    public static Optional<Keeper> find() {
        return PROGRAMS.find("conmon").map(Keeper::new);
    }

    /// Makes a container whose command waits to be started. The bundle is there.
    ///
    /// @throws RunFailedException if it could not be made
    public KeptContainer create(Runtime runtime, String id, ContainerPaths paths, boolean cgroups)
            throws IOException {
        Files.createDirectories(paths.keeperExits());
        Descriptor.Pipe report = Descriptor.pipe();
        try (Descriptor source = report.source()) {
            try (Descriptor sink = report.sink()) {
                RuntimeProcess.of(command(runtime, id, paths, cgroups))
                        .redirectInput(Path.of("/dev/null").toFile())
                        .redirectOutput(Redirect.to(sink.path().toFile()))
                        .redirectError(Redirect.DISCARD)
                        .start();
            }
            return new KeptContainer(runtime, id, paths, cgroups, pid(readLine(source), paths));
        }
    }

    private List<String> command(
            Runtime runtime, String id, ContainerPaths paths, boolean cgroups) {
        List<String> command = new ArrayList<>(List.of("/bin/sh", "-c", REPORTING, "sh"));
        command.addAll(
                List.of(
                        program.toString(),
                        "--api-version=1",
                        "--terminal",
                        "--full-attach",
                        "--log-path=none",
                        "--log-level=error",
                        "--cid=" + id,
                        "--cuuid=" + id,
                        "--name=" + id,
                        "--bundle=" + paths.root(),
                        "--container-pidfile=" + paths.pid(),
                        "--conmon-pidfile=" + paths.keeperPid(),
                        "--exit-dir=" + paths.keeperExits(),
                        "--runtime=" + runtime.program()));
        for (String word : runtime.words(paths, cgroups)) {
            command.add("--runtime-arg=" + word);
        }
        command.add("--exit-command=" + runtime.program());
        for (String word : runtime.words(paths, cgroups)) {
            command.add("--exit-command-arg=" + word);
        }
        command.add("--exit-command-arg=delete");
        command.add("--exit-command-arg=" + id);
        return command;
    }

    private static String readLine(Descriptor source) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocateDirect(MAX_REPORT);
        while (buffer.hasRemaining() && source.read(buffer) > 0) {
            if (buffer.get(buffer.position() - 1) == '\n') {
                break;
            }
        }
        return UTF_8.decode(buffer.flip()).toString();
    }

    /// @return the number of the container's first process
    private static long pid(String report, ContainerPaths paths) throws IOException {
        String message = report.isBlank() ? "conmon ended" : report.strip();
        try {
            JsonObject object = Json.parseObject(Bytes.utf8(report), "conmon");
            long pid = object.optionalInteger("data").orElse(-1);
            if (pid > 0) {
                return pid;
            }
            message = object.string("message").strip();
        } catch (ImageFormatException e) {
            // It says something else than it should, or nothing.
        }
        Optional<RuntimeComplaint> complaint = RuntimeComplaint.last(paths.runtimeLog());
        throw complaint.orElse(new RuntimeComplaint(message)).toException();
    }

    /// Tells whether one still keeps a container, or tidies up after it.
    public static boolean isAlive(String id, ContainerPaths paths) {
        try {
            String pid = Files.readString(paths.keeperPid()).strip();
            // The number may have become another process's. That of one which has ended has no
            // words.
            return pid.matches("[0-9]+")
                    && new String(Files.readAllBytes(Path.of("/proc", pid, "cmdline")), ISO_8859_1)
                            .contains(id);
        } catch (IOException e) {
            return false; // It ended, or ends while it is looked at.
        }
    }
}

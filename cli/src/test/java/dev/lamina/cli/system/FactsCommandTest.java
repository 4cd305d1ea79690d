package dev.lamina.cli.system;

import static dev.lamina.cli.testing.TestStore.layer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamina.cli.testing.Lamina;
import dev.lamina.cli.testing.TestStore;
import dev.lamina.image.RunConfig;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The facts of `info` about a store are what is there.
final class FactsCommandTest {

    @TempDir private Path scratch;

    @Test
    void itCountsTheImagesAndTheBytesOfTheirBlobs() throws IOException {
        Path root = scratch.resolve("store");
        new TestStore(root)
                .add(Instant.EPOCH, RunConfig.EMPTY, List.of(layer("ADD", "a", "b")), "small");
        long bytes;
        try (Stream<Path> blobs = Files.walk(root.resolve("blobs"))) {
            bytes = blobs.filter(Files::isRegularFile).mapToLong(FactsCommandTest::size).sum();
        }

        String out = new Lamina(root).out("info", "--format", "{{.Images}} {{.BlobBytes}}");

        assertThat(out).isEqualTo("1 " + bytes + "\n");
    }

    @Test
    void itSaysHowImagesAreMountedAndWhy() {
        String out = new Lamina(scratch.resolve("store")).run("info").out();

        assertThat(out)
                .containsPattern("(?m)^Mounting: .+: .+")
                .containsPattern("(?m)^Container runtime: .+")
                .contains("Store: " + scratch.resolve("store"));
    }

    @Test
    void templatesKnowDockersNames() {
        var lamina = new Lamina(scratch.resolve("store"));

        assertThat(
                        lamina.out(
                                "info",
                                "--format",
                                "{{.OSType}} {{.Architecture}} {{.DockerRootDir}} {{.NCPU}}"
                                        + " {{.ContainersRunning}} {{.ServerVersion}} {{.Labels}}"))
                .matches(
                        "linux x86_64 "
                                + Pattern.quote(scratch.resolve("store").toString())
                                + " [1-9][0-9]* 0 0\\.1\\.0 \\[]\n");
        assertThat(lamina.out("info", "-f", "{{gt .MemTotal 1000000}}")).isEqualTo("true\n");
        assertThat(lamina.out("info", "-f", "json")).startsWith("{\"").contains("\"NCPU\":");
        assertThat(
                        lamina.out(
                                "version",
                                "--format",
                                "{{.Client.Version}} {{.Server.Os}}/{{.Server.Arch}}"
                                        + " {{.Server.APIVersion}}{{.Client.Platform.Name}}"))
                .isEqualTo("0.1.0 linux/amd64 Lamina\n");
        assertThat(lamina.out("version", "-f", "json")).doesNotContain("\"\"");
    }

    @Test
    void itWarnsOfARuntimeWithKnownFaults() throws IOException {
        Path runtime = scratch.resolve("crun");
        Files.writeString(runtime, "#!/bin/sh\necho 'crun version 1.27.1'\n");
        Files.setPosixFilePermissions(runtime, PosixFilePermissions.fromString("rwxr-xr-x"));
        var lamina =
                new Lamina(scratch.resolve("store")).with("LAMINA_RUNTIME", runtime.toString());

        Lamina.Result result = lamina.run("info");

        assertThat(result.out()).contains("Container runtime: " + runtime, " crun version: 1.27.1");
        assertThat(result.err()).matches("WARNING: crun 1.27.1 is known for CVE-2026-47766 .*\n");
        assertThat(lamina.out("info", "-f", "{{.DefaultRuntime}} {{json .Runtimes}}"))
                .isEqualTo(
                        "crun {\"crun\":{\"Path\":\"" + runtime + "\",\"Version\":\"1.27.1\"}}\n");
        assertThat(lamina.out("info", "-f", "{{json .Warnings}}")).contains("CVE-2026-47766");
        Files.writeString(runtime, "#!/bin/sh\necho 'crun version 1.28'\n");
        assertThat(lamina.out("info", "-f", "{{json .Warnings}}")).isEqualTo("[]\n");
        assertThat(lamina.run("info").err()).isEmpty();
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}

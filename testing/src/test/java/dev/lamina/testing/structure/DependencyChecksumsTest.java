package dev.lamina.testing.structure;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;

/// `scripts/verify-dependencies`: only what was reviewed is used and shipped.
final class DependencyChecksumsTest {

    private static final Path LIST =
            CompiledClasses.root().resolve(".mvn/checksums/checksums.sha256");

    @TempDir private Path scratch;

    private Path modules;
    private Path repository;

    @BeforeEach
    void makeDirectories() throws IOException {
        modules = Files.createDirectory(scratch.resolve("modules"));
        repository = Files.createDirectory(scratch.resolve("repository"));
    }

    /// What a run of the script ended with, and said.
    private record Verdict(int status, String said) {}

    private Verdict verify(Path... arguments) throws Exception {
        var command = new ProcessBuilder("scripts/verify-dependencies");
        Stream.of(arguments).map(Path::toString).forEach(command.command()::add);
        command.directory(CompiledClasses.root().toFile()).redirectErrorStream(true);
        command.environment().put("LAMINA_MAVEN_REPOSITORY", repository.toString());
        Process script = command.start();
        script.getOutputStream().close();
        String said =
                new String(script.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        return new Verdict(script.waitFor(), said);
    }

    /// Returns a library that this test runs with.
    private static Path library(String name) {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(Path::of)
                .filter(jar -> jar.getFileName().toString().startsWith(name))
                .findFirst()
                .orElseThrow();
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to.getParent());
        Files.copy(from, to);
    }

    private static void appendByte(Path file) throws IOException {
        Files.write(file, new byte[1], StandardOpenOption.APPEND);
    }

    @Test
    void aLibraryThatWasReviewedPasses() throws Exception {
        Path jar = library("zstd-jni");
        copy(jar, modules.resolve(jar.getFileName()));

        assertThat(verify(modules)).isEqualTo(new Verdict(0, ""));
    }

    @Test
    void aLibraryWithAnotherByteIsNamed() throws Exception {
        Path jar = modules.resolve(library("zstd-jni").getFileName());
        copy(library("zstd-jni"), jar);
        appendByte(jar);

        Verdict verdict = verify(modules);

        assertThat(verdict.status()).isEqualTo(1);
        assertThat(verdict.said())
                .startsWith("verify-dependencies: " + jar.getFileName() + ": expected a jar of");
    }

    @Test
    void aReviewedLibraryUnderTheNameOfAnotherIsNamed() throws Exception {
        copy(library("zstd-jni"), modules.resolve("jsoup-1.0.jar"));

        assertThat(verify(modules).said()).startsWith("verify-dependencies: jsoup-1.0.jar: ");
    }

    @Test
    void aChangedFileOfTheLocalRepositoryIsNamed() throws Exception {
        Path jar = library("zstd-jni");
        String name =
                Files.readAllLines(LIST).stream()
                        .map(line -> line.split("  ", 2)[1])
                        .filter(path -> path.endsWith("/" + jar.getFileName()))
                        .findFirst()
                        .orElseThrow();
        copy(jar, repository.resolve(name));
        Verdict before = verify();
        appendByte(repository.resolve(name));

        Verdict after = verify();

        assertThat(before).isEqualTo(new Verdict(0, ""));
        assertThat(after.status()).isEqualTo(1);
        assertThat(after.said()).contains(name + ": FAILED");
    }

    @Test
    void aLibraryThatTheBillOfMaterialsLacksIsNamed() throws Exception {
        Path jar = library("zstd-jni");
        copy(jar, modules.resolve(jar.getFileName()));
        Path bill = Files.writeString(scratch.resolve("sbom.json"), "{ \"components\" : [] }");

        Verdict verdict = verify(modules, bill);

        assertThat(verdict.status()).isEqualTo(1);
        assertThat(verdict.said()).contains("not in the bill of materials");
    }

    @Test
    void everyLibraryOfTheTestsIsListed() throws Exception {
        String listed = Files.readString(LIST);
        List<String> libraries =
                Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                        .map(Path::of)
                        .map(path -> path.getFileName().toString())
                        .filter(name -> name.endsWith(".jar") && !name.startsWith("lamina-"))
                        .toList();

        assertThat(libraries)
                .isNotEmpty()
                .allSatisfy(name -> assertThat(listed).contains("/" + name));
    }
}

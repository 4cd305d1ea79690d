package dev.lamina.testing.structure;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/// No file names a host that packages come from: it is apt's to say, and Maven's.
final class PackageMirrorTest {

    private static final Path ROOT = Path.of("").toAbsolutePath().getParent();

    private static final Pattern HOST_OF_PACKAGES =
            Pattern.compile(
                    "(deb|security|snapshot|ftp[.a-z]*|archive)\\.(debian\\.org|ubuntu\\.com)"
                            + "|repo1?\\.maven\\.org|repo\\.maven\\.apache\\.org"
                            + "|pypi\\.org|registry\\.npmjs\\.org");

    /// What is built, and what git keeps.
    private static final Set<String> NO_SOURCES = Set.of(".git", "target", "dist");

    @Test
    void noFileNamesAHostOfPackages() throws IOException {
        List<Path> files = files();
        List<String> found = new ArrayList<>();
        for (Path file : files) {
            // Any bytes are text of this character set, and hosts are ASCII.
            String text = Files.readString(file, ISO_8859_1);
            HOST_OF_PACKAGES
                    .matcher(text)
                    .results()
                    .forEach(host -> found.add(ROOT.relativize(file) + ": " + host.group()));
        }

        assertThat(files)
                .contains(
                        ROOT.resolve("check"),
                        ROOT.resolve("scripts/fetch-erofs-utils"),
                        ROOT.resolve("bench/images.py"),
                        ROOT.resolve("docs/howto/first-build.md"));
        assertThat(found).isEmpty();
    }

    private static List<Path> files() throws IOException {
        List<Path> files = new ArrayList<>();
        Files.walkFileTree(
                ROOT,
                new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult preVisitDirectory(
                            Path directory, BasicFileAttributes is) {
                        return NO_SOURCES.contains(directory.getFileName().toString())
                                ? FileVisitResult.SKIP_SUBTREE
                                : FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes is) {
                        if (is.isRegularFile()) {
                            files.add(file);
                        }
                        return FileVisitResult.CONTINUE;
                    }
                });
        return files;
    }
}

package dev.lamina.engine;

import dev.lamina.image.Bytes;
import dev.lamina.image.Digest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/// Reads a store as a plain directory, to compare two stores or to look for rubbish.
final class StoreFilesOf {

    private StoreFilesOf() {}

    /// Returns every file of a store, by its path from the root, with the digest of its bytes.
    static SortedMap<String, Digest> root(Path root) throws IOException {
        SortedMap<String, Digest> files = new TreeMap<>();
        try (Stream<Path> paths = Files.walk(root)) {
            for (Path path : paths.filter(Files::isRegularFile).toList()) {
                files.put(
                        root.relativize(path).toString(),
                        Digest.of(Bytes.of(Files.readAllBytes(path))));
            }
        }
        return files;
    }
}

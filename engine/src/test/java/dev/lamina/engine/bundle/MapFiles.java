package dev.lamina.engine.bundle;

import dev.lamina.image.TreePath;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/// The files of an image that consists of nothing else.
record MapFiles(Map<String, String> contents) implements ImageFiles {

    @Override
    public Optional<byte[]> read(TreePath path) {
        return Optional.ofNullable(contents.get(path.toString()))
                .map(text -> text.getBytes(StandardCharsets.UTF_8));
    }
}

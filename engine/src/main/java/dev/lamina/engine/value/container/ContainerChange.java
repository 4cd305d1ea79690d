package dev.lamina.engine.value.container;

import static java.util.Objects.requireNonNull;

import dev.lamina.image.TreePath;

/// One path at which a container's root file system differs from its image.
public record ContainerChange(Kind kind, TreePath path) {

    /// The kinds of changes.
    public enum Kind {
        ADDED('A'),
        CHANGED('C'),
        DELETED('D');

        private final char letter;

        Kind(char letter) {
            this.letter = letter;
        }

        /// The letter by which lists name it.
        public char letter() {
            return letter;
        }
    }

    public ContainerChange {
        requireNonNull(kind, "kind");
        requireNonNull(path, "path");
    }
}

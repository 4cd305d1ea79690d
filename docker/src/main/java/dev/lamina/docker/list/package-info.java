/// Lists as Docker shows them: their rows, and the forms that `--format` asks for.
@NullMarked
package dev.lamina.docker.list;

import org.jspecify.annotations.NullMarked;

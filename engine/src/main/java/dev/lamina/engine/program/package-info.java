/// Whether a file can be started as a program in a container, as execve(2) decides it: found out before a
/// runtime tries, whose words nobody could tell from the program's own.
@NullMarked
package dev.lamina.engine.program;

import org.jspecify.annotations.NullMarked;

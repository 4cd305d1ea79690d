/// The programs that make processes into containers, crun and runc, and conmon, which keeps one that has a
/// terminal: finding them, their command lines, what they complain of.
@NullMarked
package dev.lamina.engine.runtime;

import org.jspecify.annotations.NullMarked;

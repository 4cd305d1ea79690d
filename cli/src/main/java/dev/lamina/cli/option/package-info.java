/// The syntax of command lines, and its parser: the rules of the flag parser that Docker's command
/// line uses, because its users' fingers know them.
@NullMarked
package dev.lamina.cli.option;

import org.jspecify.annotations.NullMarked;

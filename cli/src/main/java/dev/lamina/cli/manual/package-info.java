/// The files that are installed beside the program: manual pages and completion, made from the syntax of
/// the commands, as their help is.
@NullMarked
package dev.lamina.cli.manual;

import org.jspecify.annotations.NullMarked;

/// The command `lamina`, from the words of a command line to an exit status.
///
/// `CommandLine` finds the command in `CommandTable`, the list of all, and turns whatever it throws
/// into a line on standard error (`ErrorLine`) and a status. `Help` and `Pages` write down what the
/// commands say of themselves.
@NullMarked
package dev.lamina.cli;

import org.jspecify.annotations.NullMarked;

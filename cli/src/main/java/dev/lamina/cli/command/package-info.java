/// The things that all commands share: their contract, their surroundings, and how they end.
///
/// A [dev.lamina.cli.command.Command] says what it takes and runs once. All that it may know of the
/// world comes by its [dev.lamina.cli.command.Context]: streams, environment, clock, engine. So tests
/// run commands in their own process, with a store and a clock of their own.
@NullMarked
package dev.lamina.cli.command;

import org.jspecify.annotations.NullMarked;

/// What all commands share: their contract, their surroundings, and how they end.
@NullMarked
package dev.lamina.cli.command;

import org.jspecify.annotations.NullMarked;

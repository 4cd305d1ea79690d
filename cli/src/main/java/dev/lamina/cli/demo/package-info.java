/// The command `demo`. What it shows is a module of its own, outside the linked runtime.
@NullMarked
package dev.lamina.cli.demo;

import org.jspecify.annotations.NullMarked;

/// How a transfer is shown while it runs: bars, lines, or JSON.
@NullMarked
package dev.lamina.cli.progress;

import org.jspecify.annotations.NullMarked;

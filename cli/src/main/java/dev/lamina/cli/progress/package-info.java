/// How a transfer is shown while it runs: bars, lines, or JSON.
///
/// All hear the same events. Which one it is depends on `--progress` and on whether somebody watches
/// at a terminal.
@NullMarked
package dev.lamina.cli.progress;

import org.jspecify.annotations.NullMarked;

/// Transfers as they are shown while they run: bars, lines, or JSON.
///
/// All hear the same events. Which one it is depends on `--progress` and on whether somebody watches
/// at a terminal.
@NullMarked
package dev.lamina.cli.progress;

import org.jspecify.annotations.NullMarked;

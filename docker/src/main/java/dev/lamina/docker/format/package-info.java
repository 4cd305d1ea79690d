/// Values as Docker writes and reads them: sizes, ages, times, columns, filters, and text that may go
/// to a terminal.
///
/// None of this loads what formatting in the JDK would: a short command must not pay for it.
@NullMarked
package dev.lamina.docker.format;

import org.jspecify.annotations.NullMarked;

/// The Linux kernel's calls, and native libraries.
///
/// One class for each family of manual pages. Calls of the C library go by `NativeCall`, which links
/// them with one shape and turns a negative result into a [dev.lamina.linux.LinuxException] with
/// errno; functions of other libraries, which only compute, by `CriticalCall`, with another. Memory that a
/// call needs lives in an arena of that call, or is an array of Java; only
/// [dev.lamina.linux.GzipInflation] keeps some, until it is closed.
@NullMarked
package dev.lamina.linux;

import org.jspecify.annotations.NullMarked;

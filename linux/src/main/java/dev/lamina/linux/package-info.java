/// The Linux kernel's calls, and native libraries.
@NullMarked
package dev.lamina.linux;

import org.jspecify.annotations.NullMarked;
